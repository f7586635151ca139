import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useLoaded } from '../../parts/loaded.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { overviewWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { AidFigures } from './AidFigures.tsx'
import { Enrolment } from './Enrolment.tsx'
import { OtherFigures } from './OtherFigures.tsx'
import { useYearOf, YearSearch } from './year-of.tsx'

/** How the year stands, from one consistent reading. */
export function YearFigures() {
  const say = useSay()
  const of = useYearOf()
  const { data, waiting } = useLoaded({
    queryKey: ['overview', of],
    queryFn: () => dataOf(api.GET('/v1/overview', { params: { query: of } })),
  })
  return (
    <>
      <YearSearch />
      {data ? (
        <>
          <AidFigures aid={data.aid} of={of} />
          <Enrolment of={of} />
          <OtherFigures overview={data} of={of} />
          <p className="quiet">
            {say(words.readAt)} <ShownTime at={data.readAt} />
          </p>
        </>
      ) : (
        waiting
      )}
    </>
  )
}
