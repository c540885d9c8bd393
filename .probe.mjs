import { DeviceStore } from './dist/apps/hub-emulator/src/storage/device-store.js';
import { forgetfulLog } from './dist/apps/hub-emulator/src/storage/append-log.js';
import { createDevice } from './dist/apps/hub-emulator/src/devices/change-device.js';
import { readIdentity } from './dist/apps/hub-emulator/src/devices/read-identity.js';
import { readTwinParts } from './dist/apps/hub-emulator/src/twins/read-twin-parts.js';
import { patchTwin } from './dist/apps/hub-emulator/src/twins/change-twin.js';
import { Switches } from './dist/apps/hub-emulator/src/switches.js';
import { loadLog } from './dist/apps/hub-emulator/src/storage/load-log.js';
import { randomBytes } from 'node:crypto';
const S = Switches.parse({});
const mem = () => { gc(); gc(); const m = process.memoryUsage(); return `${(m.heapUsed/1e6).toFixed(0)} heap, ${(m.rss/1e6).toFixed(0)} rss, ext ${(m.external/1e6).toFixed(0)}`; };
console.log('base', mem());
let store = new DeviceStore(forgetfulLog);
for (let i=0;i<100000;i++) {
  const body = JSON.parse(JSON.stringify({id:`device-${String(i).padStart(6,'0')}`,importMode:'create',status:'enabled',authentication:{type:'sas',symmetricKey:{primaryKey:randomBytes(32).toString('base64'),secondaryKey:randomBytes(32).toString('base64')}},tags:{lockstep:{managed:true,source:'mender',spec:'a1b2c3d4'}},properties:{desired:{group:'field',telemetry:{interval:60}}}}));
  store.put(createDevice(body.id, readIdentity(body), 1.7e15+i, process.argv.includes('bare') ? {} : readTwinParts(body)));
}
console.log('100k', mem());
for (let i=0;i<100000;i++) { const id=`device-${String(i).padStart(6,'0')}`; const d=store.find(id); store.put({...d, twin: patchTwin(d.twin,{desired:{telemetry:{interval:i}}},1.8e15+i,S)}); }
console.log('100k patched', mem());
store = null;
if (process.argv.includes('load')) { const m = await loadLog('/tmp/emu/perf/hubs/lockstep.azure-devices.net/devices.log'); console.log('loaded', m.size, mem()); console.log(m.size) }
