/** How police grade the risk of a missing person, lowest first (police contract; College of Policing). */
export const RISK_LEVELS = ['very-low', 'low', 'medium', 'high'] as const;

export type RiskLevel = (typeof RISK_LEVELS)[number];
