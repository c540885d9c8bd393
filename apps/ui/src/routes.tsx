import type { RouteObject } from 'react-router';
import { LoadingPage } from './look/loading.js';
import { NotFoundPage, SignedInPage } from './shell/not-found-page.js';
import { PageError } from './shell/page-error.js';
import { Shell } from './shell/shell.js';

/** Every page of the UI. What a page needs is loaded when somebody goes there. */
export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <PageError />,
    hydrateFallbackElement: <LoadingPage />,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./overview/overview-page.js')).OverviewPage }) },
      { path: 'devices', lazy: async () => ({ Component: (await import('./devices/devices-page.js')).DevicesPage }) },
      {
        path: 'devices/:deviceId',
        lazy: async () => ({ Component: (await import('./devices/device-page.js')).DevicePage }),
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./devices/status-page.js')).DeviceStatusPage }) },
          // The page of the device draws it, and does so before somebody goes there.
          { path: 'twin', element: null },
          { path: 'modules/:moduleId/twin', lazy: async () => ({ Component: (await import('./twin/twin-page.js')).ModuleTwinPage }) },
        ],
      },
      {
        path: 'operations',
        lazy: async () => ({ Component: (await import('./operations/operations-page.js')).OperationsPage }),
        children: [
          { path: 'events', lazy: async () => ({ Component: (await import('./operations/events-page.js')).EventsPage }) },
          { path: 'dead-letters', lazy: async () => ({ Component: (await import('./operations/dead-letters-page.js')).DeadLettersPage }) },
          { path: 'queue', lazy: async () => ({ Component: (await import('./operations/queue-page.js')).QueuePage }) },
          { path: 'drift', lazy: async () => ({ Component: (await import('./operations/drift-page.js')).DriftPage }) },
        ],
      },
      {
        path: 'settings',
        lazy: async () => ({ Component: (await import('./settings/settings-page.js')).SettingsPage }),
        children: [
          { path: 'hub', lazy: async () => ({ Component: (await import('./settings/hub/hub-page.js')).HubPage }) },
          { path: 'fleet', lazy: async () => ({ Component: (await import('./settings/fleet-page.js')).FleetPage }) },
          { path: 'sources', lazy: async () => ({ Component: (await import('./settings/sources-page.js')).SourcesPage }) },
          { path: 'access', lazy: async () => ({ Component: (await import('./settings/access/access-page.js')).AccessPage }) },
          { path: 'appearance', lazy: async () => ({ Component: (await import('./settings/appearance-page.js')).AppearancePage }) },
        ],
      },
      { path: 'simulation', lazy: async () => ({ Component: (await import('./simulation/simulation-page.js')).SimulationPage }) },
      { path: 'signed-in', element: <SignedInPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];
