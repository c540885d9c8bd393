import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ForeignTokens, Grants, RateLimits, Sessions, Tokens } from '#core';
import { ApiRoutes } from './api-routes.js';
import { Authenticate } from './authenticate.js';
import { BrowserSessions, type SessionTerms } from './browser-sessions.js';
import { LimitRequests } from './limit-requests.js';

/** Who calls, and what it may do. The ports come from the app's composition root. */
@Module({})
export class AccessModule {
  static with(terms: SessionTerms): DynamicModule {
    return {
      module: AccessModule,
      imports: [DiscoveryModule],
      providers: [
        ApiRoutes,
        { provide: BrowserSessions, inject: [Sessions], useFactory: (sessions: Sessions) => new BrowserSessions(sessions, terms) },
        { provide: LimitRequests, inject: [RateLimits], useFactory: (limits: RateLimits) => new LimitRequests(limits) },
        {
          provide: Authenticate,
          inject: [Tokens, ForeignTokens, BrowserSessions, Grants],
          useFactory: (tokens: Tokens, foreign: ForeignTokens, sessions: BrowserSessions, grants: Grants) => new Authenticate(tokens, foreign, sessions, grants),
        },
      ],
      exports: [ApiRoutes, Authenticate, BrowserSessions, LimitRequests],
    };
  }
}
