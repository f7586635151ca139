import { Alert } from 'antd'
import { whatIfNotes } from '../../../../src/domain/what-if/what-if-names.ts'
import { useSay } from '../../words/language.tsx'

/** On every view: what such a reckoning cannot know, first that behaviour is not modelled. */
export function Notes() {
  const say = useSay()
  const notes = whatIfNotes.map((note) => <div key={note.en}>{say(note)}</div>)
  return <Alert className="problem" type="info" showIcon title={notes} />
}
