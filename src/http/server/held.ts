import type { FastifyInstance } from 'fastify'
import type { Service } from '../../application/service.ts'
import { holdRequest } from '../../application/tasks/tasks.ts'
import { needsSecondPerson } from '../../domain/tasks/held.ts'
import { operationOf } from './session.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, of what may be held for a second person. */
    asked: unknown
  }
}

/**
 * What an operator of a bureau asks for and a second one has to look at is kept, and answered with 202 and the task. It was
 * validated like any other, so that nobody approves what could never be done. A trial run moves nothing and is not held.
 */
export function holdForASecondPerson(app: FastifyInstance, service: Service): void {
  app.decorateRequest('asked', null)
  app.addHook('preValidation', async (request) => {
    if (needsSecondPerson(operationOf(request))) request.asked = request.body
  })
  app.addHook('preHandler', async (request, reply) => {
    const { caller, method, url } = request
    const operation = operationOf(request)
    if (caller?.posts === undefined || caller.kind !== 'bureau' || caller.approvedBy !== undefined) return
    if (!needsSecondPerson(operation) || (request.body as { dryRun?: unknown } | null)?.dryRun === true) return
    const task = await holdRequest(service, caller, {
      ...{ operation, method, address: url, body: JSON.stringify(request.asked ?? {}) },
    })
    return reply
      .code(202)
      .header('location', `/v1/tasks/${task.id}`)
      .type('application/json; charset=utf-8')
      .serializer(JSON.stringify)
      .send(task)
  })
}
