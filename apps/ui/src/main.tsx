import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { makeQueryClient } from './api/query-client.js';
import { Announcements } from './look/announcements.js';
import { theme } from './look/theme.js';
import { TimesProvider } from './look/times.js';
import { routes } from './routes.js';
import { SessionGate } from './session/session.js';

const router = createBrowserRouter(routes);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ThemeProvider theme={theme} defaultMode="system">
      <CssBaseline enableColorScheme />
      <QueryClientProvider client={makeQueryClient()}>
        <TimesProvider>
          <Announcements>
            <SessionGate>
              <RouterProvider router={router} />
            </SessionGate>
          </Announcements>
        </TimesProvider>
      </QueryClientProvider>
    </ThemeProvider>
  </StrictMode>,
);
