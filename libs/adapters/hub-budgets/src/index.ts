export { HubBudgetsModule } from './hub-budgets.module.js';
export { PostgresBudgets } from './postgres-budgets.js';
export { RedisBudgets } from './redis-budgets.js';
