import type { Language } from '../../domain/language.ts'
import type { Caller } from '../callers/caller.ts'
import type { WrittenAnswer } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import type { ApplicationAnswer, SaidOfStep } from './application-answer.ts'
import { type ApplicationStep, type StepAsked, stepOn } from './step-application.ts'

/*
 * What is done with an application where it stands: papers follow that were missing when it was taken (容缺), the certifying
 * department is asked (转办), the outcome is told (反馈). Source: 晋市政办〔2022〕40号 art. 16; 140500/J18.
 */

type Answered = Promise<WrittenAnswer<ApplicationAnswer>>

/** Papers came in later. Those that were named as missing are missing no more; others are added. Errors: those of a step. */
export function addDocuments(
  service: Service,
  caller: Caller,
  { documents, ...asked }: StepAsked & { readonly documents: readonly string[] },
  language: Language,
): Answered {
  return accompanied(service, caller, 'documents', asked, { documents: [...documents] }, language)
}

/** It was sent on to the department that certifies the identity; what that answers is a finding of the check. */
export function forwardApplication(
  service: Service,
  caller: Caller,
  {
    department,
    asked: what = null,
    ...asked
  }: StepAsked & {
    readonly department: string
    readonly asked?: string | null | undefined
  },
  language: Language,
): Answered {
  const said = { department, ...(what === null ? {} : { asked: what }) }
  return accompanied(service, caller, 'forwarded', asked, said, language)
}

/** The applicant was told whether it was approved or refused, and how. */
export function tellOutcome(
  service: Service,
  caller: Caller,
  { how, ...asked }: StepAsked & { readonly how: string },
  language: Language,
): Answered {
  return accompanied(service, caller, 'told', asked, { how }, language)
}

function accompanied(
  service: Service,
  caller: Caller,
  kind: NonNullable<ApplicationStep['kind']>,
  asked: StepAsked,
  said: SaidOfStep,
  language: Language,
): Answered {
  return stepOn(service, caller, { ...asked, to: null, kind, reason: null, said }, language)
}
