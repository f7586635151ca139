import type { components } from '../../../../clients/typescript/src/index.ts'

export type Application = components['schemas']['Application']
