import { densities } from './density.ts'

const sizes = densities.map(({ points, leading }, at) => `.d${at}{--size:${points}pt;--leading:${leading}}`).join('\n')

/**
 * One sheet of A4, on the screen as on paper. Sizes hang on one, `--size`, which shrinks where much has to be said, so
 * that an ordinary statement stays on its page; a longer one goes on to the next and no row is cut.
 */
export const style = `
@page{size:A4;margin:9mm 11mm}
*{box-sizing:border-box}
html{--ink:#1b1f24;--soft:#5b6470;--line:#c9ced6;--faint:#f3f5f8;--accent:#1f4e8c;--void:#b3261e;background:#e4e7ec;color:var(--ink);-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:6mm auto;width:210mm;min-height:297mm;padding:9mm 11mm;background:#fff;box-shadow:0 1px 6px #0003;font:var(--size)/var(--leading) "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;position:relative}
${sizes}
[lang=en]{font-family:"Noto Sans","Segoe UI",Arial,"Liberation Sans",sans-serif;font-size:.84em;color:var(--soft)}
h1,h2,p,dl,dd,dt,table,ul{margin:0;padding:0}
h1{font-size:1.95em;letter-spacing:.06em;line-height:1.2}
h1 [lang=en]{display:block;font-size:.5em;letter-spacing:0;font-weight:400;margin-top:.15em}
h2{font-size:1.08em;margin:.75em 0 .28em;padding-left:.5em;border-left:.28em solid var(--accent);line-height:1.25;break-after:avoid}
h2 [lang=en]{font-weight:400;margin-left:.5em}
header{display:flex;justify-content:space-between;align-items:flex-end;border-bottom:.18em solid var(--accent);padding-bottom:.6em}
.receipt{text-align:right;white-space:nowrap}
.receipt b{display:block;font:600 1.12em/1.35 "DejaVu Sans Mono",Consolas,Menlo,monospace;letter-spacing:.02em}
.notice{margin-top:.7em;padding:.45em .8em;border:.12em solid var(--accent);border-radius:.3em}
.notice.void{border-color:var(--void);color:var(--void);font-weight:700}
.notice [lang=en]{display:block;color:inherit;font-weight:400}
.stamp{position:fixed;top:38%;left:0;right:0;text-align:center;font-size:64pt;font-weight:700;letter-spacing:.2em;color:var(--void);opacity:.13;transform:rotate(-28deg);pointer-events:none}
.stamp [lang=en]{display:block;font-size:.4em;letter-spacing:.1em;color:inherit}
.facts{display:grid;grid-template-columns:repeat(3,1fr);gap:.1em 1.4em;margin-top:.7em}
.facts .wide{grid-column:span 2}
.facts div{display:flex;gap:.6em;padding:.14em 0;border-bottom:1px dotted var(--line)}
.facts dt{flex:0 0 5.6em;color:var(--soft);line-height:1.2}
.facts dt [lang=en]{display:block;font-size:.76em}
.facts dd{flex:1;overflow-wrap:anywhere;line-height:1.25}
.facts dd [lang=en]{display:block;font-size:.76em}
.costs,.sums{display:flex;border:1px solid var(--line);border-radius:.3em;overflow:hidden}
.costs div,.sums div{flex:1;padding:.22em .6em;position:relative;white-space:nowrap}
.costs [lang=en]{font-size:.74em}
.costs div+div,.sums div+div{border-left:1px solid var(--line)}
.costs b,.sums b{display:block;font-size:1.18em;font-variant-numeric:tabular-nums}
.costs i{position:absolute;left:-.5em;top:50%;margin-top:-.62em;width:1em;text-align:center;background:#fff;font-style:normal;line-height:1.2;color:var(--soft)}
.sums{margin:.4em 0 .7em}
.sums div:last-child{background:#fdf3ec}
.sums div:last-child b{color:#a3430f;font-size:1.5em;line-height:1.15}
.bar{display:block;width:100%;border-radius:.25em}
.bar text{font:600 19px Arial,"Liberation Sans",sans-serif;fill:#fff;text-anchor:middle;white-space:pre}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2em 1.5em;margin-top:.4em}
.legend li{display:flex;align-items:center;gap:.4em;white-space:nowrap}
.swatch{width:1.25em;height:1.25em;flex:none}
.swatch text{font:700 13px Arial,"Liberation Sans",sans-serif;fill:#fff;text-anchor:middle}
table{width:100%;border-collapse:collapse}
th{background:var(--faint);text-align:left;font-weight:600;border-bottom:1px solid var(--line);border-top:1px solid var(--line);line-height:1.2}
th [lang=en]{display:block;font-weight:400;font-size:.76em}
th,td{padding:.2em .5em;vertical-align:top}
td{border-bottom:1px solid #e3e6eb}
tr{break-inside:avoid}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.payer{width:20%}
.payer [lang=en]{display:block;line-height:1.2}
[lang=en] .id{font-size:1em}
.id{white-space:nowrap;font-size:.84em;color:var(--accent)}
.sum td{font-weight:700;border-top:1px solid var(--ink);border-bottom:1px solid var(--ink)}
.said td:first-child{width:48%}
.said td{padding:.16em .5em}
.clauses,.cites{font-size:.84em;line-height:1.25}
.signs{display:flex;gap:1.4em;margin-top:1.3em;break-inside:avoid}
.signs div{flex:1;border-bottom:1px solid var(--ink);padding-bottom:.2em;line-height:1.2}
.signs div:first-child,.signs div:nth-child(3){flex:1.5}
.signs [lang=en]{font-size:.76em}
footer{margin-top:.6em;padding-top:.3em;border-top:1px solid var(--line);font-size:.86em;color:var(--soft);line-height:1.3;break-inside:avoid}
footer .code{float:right;margin-left:1em}
footer .code svg{display:block;width:17mm;height:17mm}
footer ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 1.4em}
@media print{html{background:none}body{margin:0;width:auto;min-height:0;padding:0;box-shadow:none}}
`
