import type { INestApplication } from '@nestjs/common';
import { describeApi } from './describe-api.js';

/** The OpenAPI document of the API that runs. It is made once every route is known. */
export class OpenApiDocument {
  #text: string | null = null;

  /** To be called once, before the API takes requests. */
  describe(app: INestApplication): void {
    this.#text = JSON.stringify(describeApi(app), null, 2);
  }

  get text(): string {
    if (this.#text === null) throw new Error('The API was not described before it took requests.');
    return this.#text;
  }
}
