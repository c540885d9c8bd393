import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { OpenToAll, SignedIn, addressOf, readProof, refuseCrossSite } from '#access';
import { NotAuthenticated, Secret, SignInProvider } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { SignInRequest } from './access-requests.js';
import { SignInWays } from './access-responses.js';
import { readReturnTo } from './read-return-to.js';
import { clearSessionCookie, setPendingCookie, setSessionCookie, takePendingCookie } from './session-cookies.js';
import { SignIn } from './sign-in.js';

const COOKIE = { 'Set-Cookie': { description: 'The session.', schema: { type: 'string' } } };
const ELSEWHERE = { Location: { description: 'Where the browser goes on.', schema: { type: 'string' } } };

/** Signing in and out with a browser. */
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly provider: SignInProvider,
  ) {}

  /** Tells in which ways one may sign in here. */
  @Get()
  @OpenToAll()
  @Answers(200, 'The ways to sign in.', SignInWays)
  ways(): z.infer<typeof SignInWays> {
    return { ways: this.provider.isThere ? ['token', 'identity-provider'] : ['token'] };
  }

  /** Turns a token of ours into a session. */
  @Post()
  @HttpCode(204)
  @OpenToAll()
  @Answers(204, 'The browser has a session.', undefined, COOKIE)
  @Problems('not-authenticated', 'cross-site-request', 'store-is-away')
  async withToken(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body({ schema: SignInRequest }) { token }: SignInRequest): Promise<void> {
    refuseCrossSite(request);
    const session = await this.signIn.withToken(new Secret(token), addressOf(request), reply);
    setSessionCookie(request, reply, session);
  }

  /** Sends the browser to the identity provider. */
  @Get('sign-in')
  @OpenToAll()
  @Answers(302, 'To the identity provider.', undefined, ELSEWHERE)
  @Problems('not-found', 'identity-provider-is-away')
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('returnTo') returnTo: unknown): Promise<void> {
    const { url, pending } = await this.provider.begin(readReturnTo(returnTo));
    setPendingCookie(request, reply, pending);
    await reply.header('cache-control', 'no-store').redirect(url, 302);
  }

  /** Takes the browser back from the identity provider. It then has a session, and goes on where it began. */
  @Get('callback')
  @OpenToAll()
  @Answers(302, 'The browser has a session, and goes on where it began.', undefined, { ...COOKIE, ...ELSEWHERE })
  @Problems('not-authenticated', 'identity-provider-is-away', 'store-is-away')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const pending = takePendingCookie(request, reply);
    if (!pending) throw new NotAuthenticated('This browser has no sign-in under way, or it took more than ten minutes. Begin again.');
    const query = request.url.split('?')[1] ?? '';
    setSessionCookie(request, reply, await this.signIn.withAnswer(query, pending, addressOf(request), reply));
    await reply.header('cache-control', 'no-store').redirect(readReturnTo(pending.returnTo), 302);
  }

  /** Signs out. The session ends here, whoever still has its cookie. */
  @Delete()
  @HttpCode(204)
  @SignedIn()
  @Answers(204, 'The session is over.')
  async end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const proof = readProof(request);
    if (proof?.kind === 'session') await this.signIn.end(proof.session);
    clearSessionCookie(request, reply);
  }
}
