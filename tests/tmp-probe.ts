import { DynamoDBClient, CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from '../infra/local/emulators/start-dynamodb.ts';
const stream = process.argv[2]==='stream'; const n=Number(process.argv[3]??4000);
const e = await startDynamoDb({dataFolder:null,logFile:'/tmp/probe.log',onDeath:()=>undefined});
const c = new DynamoDBClient({endpoint:e.endpoint,region:'eu-west-2',credentials:{accessKeyId:'local',secretAccessKey:'local'}});
const d = DynamoDBDocumentClient.from(c);
await c.send(new CreateTableCommand({TableName:'ttt',BillingMode:'PAY_PER_REQUEST',KeySchema:[{AttributeName:'pk',KeyType:'HASH'}],AttributeDefinitions:[{AttributeName:'pk',AttributeType:'S'}],...(stream?{StreamSpecification:{StreamEnabled:true,StreamViewType:'NEW_IMAGE'}}:{})}));
const big='x'.repeat(1000);
let i=0; let t=performance.now();
while(i<n){ await Promise.all(Array.from({length:40},()=>d.send(new PutCommand({TableName:'ttt',Item:{pk:'k'+i++,big}})))); if(i%1000===0){ const u=performance.now(); console.log(i, Math.round(1000/(u-t)*1000),'per s'); t=u; } }
c.destroy(); await e.stop();
