/** The one stylesheet of the page, inline: its hash is all that the page's security policy lets in. */
export const STYLE = `
:root{--ink:#1c2326;--soft:#47555b;--line:#c3cbce;--brand:#0f4c5c;--tint:#e8f1f3;--paper:#fff;--focus:#b3261e}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);background:var(--paper);font:1.0625rem/1.5 "Segoe UI",system-ui,"Noto Sans",Arial,sans-serif}
a{color:var(--brand)}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--paper)}
.skip:focus{top:.5rem}
header,nav,main,footer{padding-inline:max(1rem,calc((100% - 70rem)/2))}
header{padding-block:.9rem;background:var(--tint);border-bottom:6px double var(--brand)}
header p{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:baseline;margin-block:0}
.name{font-size:1.5rem;font-weight:700;letter-spacing:.02em;color:var(--brand)}
main{padding-block:1rem 2rem}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.4rem);line-height:1.2;margin:.5rem 0 1rem}
h2{font-size:1.4rem;line-height:1.25;margin:0 0 .5rem}
p{margin:0 0 .75rem;max-width:46rem}
.period{color:var(--soft)}
.period p{margin:0}
.limits{max-width:48rem;margin:1.25rem 0;padding:.85rem 1rem;border:2px solid var(--brand);background:var(--tint)}
.limits p{margin:0}
nav ul{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin-block:0;padding:.75rem 0;list-style:none}
section{margin-top:2rem;padding-top:1.25rem;border-top:1px solid var(--line)}
.entries{margin:0;padding:0;list-style:none}
.entries li{margin:0 0 1rem;padding:.1rem 0 .1rem 1rem;border-left:4px solid var(--brand);break-inside:avoid}
.entries p{margin:0 0 .35rem;font-weight:600}
dl{display:flex;flex-wrap:wrap;gap:.15rem 1.75rem;margin:0}
dl div{display:flex;flex-wrap:wrap;gap:0 .4rem}
dt{color:var(--soft)}
dd{margin:0}
.pair{display:grid;gap:1.25rem;margin-top:1rem}
.charts{display:grid;gap:1.25rem 2rem}
.is-wide .charts{grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));align-items:end}
figure{margin:0;break-inside:avoid}
figcaption{font-weight:600;margin-bottom:.5rem}
.chart{display:block;width:100%;max-width:24rem;height:auto;fill:var(--ink);font:13px "Segoe UI",system-ui,"Noto Sans",Arial,sans-serif}
.chart .small{font-size:10.5px}
.chart .number{font-variant-numeric:tabular-nums}
.chart .now,.chart .mark-filled{fill:var(--brand);stroke:var(--brand)}
.chart .before,.chart .mark-open{fill:var(--paper);stroke:var(--brand)}
.chart .grid{stroke:var(--line)}
.chart .quarter{stroke:var(--soft);stroke-dasharray:2 3}
.chart .line-solid,.chart .line-dashed{fill:none;stroke:var(--brand);stroke-width:1.75}
.chart .line-dashed{stroke-dasharray:5 3}
.chart .disc{fill:#c9dfe4;stroke:var(--brand)}
.scroll{overflow-x:auto;min-width:0}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{padding-bottom:.5rem;text-align:left;font-weight:600}
caption span{position:sticky;left:0;display:inline-block;max-width:calc(100vw - 2rem)}
th,td{padding:.35rem .7rem .35rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{vertical-align:bottom;border-bottom:2px solid var(--ink)}
thead th[scope=colgroup]{border-bottom:1px solid var(--line)}
tbody th{font-weight:400;min-width:7rem}
.holds-sentence{min-width:16rem}
.is-wide table{width:auto;min-width:min(100%,36rem)}
.holds-number{text-align:right;font-variant-numeric:tabular-nums}
tr{break-inside:avoid}
footer{padding-block:1.25rem 2rem;background:var(--tint);border-top:1px solid var(--line)}
@media (min-width:56rem){
th,td{padding-right:1rem}
tbody th{min-width:10rem}
.pair:not(.is-wide){grid-template-columns:24rem minmax(0,1fr);gap:2.5rem;align-items:start}
}
@page{size:A4;margin:13mm 15mm}
@media print{
body{font-size:10.5pt}
nav,.skip{display:none}
header,.limits,footer{background:none}
header,main,footer{padding-inline:0}
section{margin-top:1rem;padding-top:.75rem}
h2,h2~p,figcaption{break-after:avoid}
p,.is-wide .charts{break-inside:avoid}
tbody th{min-width:36mm}
.is-wide tbody th{min-width:30mm}
.holds-sentence{min-width:50mm}
.pair:not(.is-wide){grid-template-columns:60mm minmax(0,1fr);gap:6mm}
.is-wide .charts{grid-template-columns:1fr 1fr 1fr;gap:6mm}
.chart{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.scroll,.pair:not(.is-wide){overflow:visible;break-inside:avoid}
table,figcaption{font-size:8pt}
th,td{padding-right:1.6mm}
.is-wide th,.is-wide td{padding-right:3mm}
thead{display:table-header-group}
}
`;
