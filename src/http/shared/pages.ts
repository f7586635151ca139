import type { FastifyReply } from 'fastify'

/** A page that people look at, with the policy that says what it may load. */
export function sendPage(reply: FastifyReply, html: string, contentSecurityPolicy: string) {
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-frame-options': 'SAMEORIGIN',
    })
    .serializer(String)
    .send(html)
}

/** A PDF that is shown, and kept under a name. */
export function sendFile(reply: FastifyReply, name: string, pdf: Buffer) {
  return reply
    .headers({ 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}"` })
    .send(pdf)
}
