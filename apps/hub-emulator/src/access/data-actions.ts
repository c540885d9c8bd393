/** What somebody with a token of Entra ID may be allowed to do, a subset of the actions under `Microsoft.Devices/IotHubs`. */
export type DataAction =
  | `devices/${'read' | 'write' | 'delete'}`
  | `twins/${'read' | 'write'}`
  | `jobs/${'read' | 'write' | 'delete'}`
  | `configurations/${'read' | 'write' | 'delete' | 'testQueries/action' | 'applyToEdgeDevice/action'}`
  | 'cloudToDeviceMessages/queue/purge/action'
  | 'statistics/read';
