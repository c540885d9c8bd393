import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, Connections, DeviceCatalog, DeviceTwins, TwinHistory } from '#core';
import { ChangeTwin } from './change-twin.js';
import { ListEdits } from './list-edits.js';
import { ListModules } from './list-modules.js';
import { LocateTwin } from './locate-twin.js';
import { ReadTwin } from './read-twin.js';
import { SettleDoubt } from './settle-doubt.js';
import { UndoEdit } from './undo-edit.js';
import { WriteTwin } from './write-twin.js';

/** Wires the use cases. The ports come from the app's composition root. */
@Module({})
export class TwinsModule {
  static full(): DynamicModule {
    return {
      module: TwinsModule,
      providers: [
        { provide: LocateTwin, inject: [DeviceCatalog, Connections], useFactory: (catalog: DeviceCatalog, connections: Connections) => new LocateTwin(catalog, connections) },
        { provide: SettleDoubt, inject: [TwinHistory, Clock], useFactory: (history: TwinHistory, clock: Clock) => new SettleDoubt(history, clock) },
        {
          provide: WriteTwin,
          inject: [DeviceTwins, TwinHistory, Clock],
          useFactory: (twins: DeviceTwins, history: TwinHistory, clock: Clock) => new WriteTwin(twins, history, clock),
        },
        { provide: ReadTwin, inject: [LocateTwin, DeviceTwins], useFactory: (locate: LocateTwin, twins: DeviceTwins) => new ReadTwin(locate, twins) },
        { provide: ListModules, inject: [LocateTwin, DeviceTwins], useFactory: (locate: LocateTwin, twins: DeviceTwins) => new ListModules(locate, twins) },
        {
          provide: ChangeTwin,
          inject: [LocateTwin, DeviceTwins, SettleDoubt, WriteTwin],
          useFactory: (locate: LocateTwin, twins: DeviceTwins, doubt: SettleDoubt, write: WriteTwin) => new ChangeTwin(locate, twins, doubt, write),
        },
        {
          provide: ListEdits,
          inject: [LocateTwin, DeviceTwins, TwinHistory, SettleDoubt],
          useFactory: (locate: LocateTwin, twins: DeviceTwins, history: TwinHistory, doubt: SettleDoubt) => new ListEdits(locate, twins, history, doubt),
        },
        {
          provide: UndoEdit,
          inject: [LocateTwin, DeviceTwins, TwinHistory, WriteTwin],
          useFactory: (locate: LocateTwin, twins: DeviceTwins, history: TwinHistory, write: WriteTwin) => new UndoEdit(locate, twins, history, write),
        },
      ],
      exports: [ReadTwin, ListModules, ChangeTwin, ListEdits, UndoEdit],
    };
  }
}
