import { demoPerson } from '../../application/demo/demo-people.ts'

/** Bodies of bills that were handed in, by the name of the schema. */
export const reimbursementExamples: Readonly<Record<string, readonly [summary: string, value: object]>> = {
  ReimbursementRequest: [
    'A stay elsewhere, paid by the person / 异地住院，个人已付清',
    {
      ...{ reimbursementNo: 'BX-2024-0001', personNo: demoPerson('140500', 'dibao'), care: 'inpatient' },
      ...{ admittedOn: '2024-02-01', dischargedOn: '2024-02-09', referral: 'proper', emergency: false },
      costs: {
        ...{ total: '21000.00', offCatalogue: '1000.00', overLimit: '0.00', preSelfPay: '0.00' },
        inScope: '20000.00',
      },
      paid: { basic: '10000.00', criticalIllness: '0.00' },
      hospital: { name: '北京示例医院', region: '110101', level: 'three' },
      invoices: [
        { code: '11060124', number: '0012345678', amount: '18000.00', issuedOn: '2024-02-09' },
        { number: '24110000000012345678', amount: '3000.00', issuedOn: '2024-02-09' },
      ],
      insuranceProof: { documentNo: 'JS20240209-17', issuedBy: '晋城市医疗保障经办服务中心', issuedOn: '2024-03-01' },
      ...{ archiveNo: '2024-SG-017', receivedOn: '2024-03-05' },
    },
  ],
  ReimbursementFindings: ['All there / 材料齐全', { findings: '票据、结算单齐全，金额相符' }],
  ReimbursementReason: ['An invoice is not genuine / 票据查验不符', { reason: '票据查验不符' }],
}
