import { tryPowerCuts } from './power-cut.js';

tryPowerCuts('postgres');
