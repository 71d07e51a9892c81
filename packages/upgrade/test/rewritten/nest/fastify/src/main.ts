import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { clerkPlugin } from '@acme/fastify';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), { logger: ['error'] });
  await app.register(clerkPlugin);
  await app.listen(process.env.PORT ?? 3000);
  const { port } = app.getHttpServer().address() as AddressInfo;
  console.log(JSON.stringify({ port }));
}
void bootstrap();
