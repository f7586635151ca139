/** A page to read on the screen and on paper; two versions stand beside each other. */
export const lawStyle = `
@page{size:A4;margin:14mm 13mm}
*{box-sizing:border-box}
html{--ink:#1b1f24;--soft:#5b6470;--line:#c9ced6;--accent:#1f4e8c;background:#e4e7ec;color:var(--ink)}
body{margin:6mm auto;max-width:210mm;padding:12mm 14mm;background:#fff;font:11pt/1.55 "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
body.two{max-width:none;margin:4mm;font-size:10pt}
.two .columns{display:grid;grid-template-columns:1fr 1fr;gap:10mm}
h1{font-size:1.6em;margin:0 0 .4em;border-bottom:.15em solid var(--accent);padding-bottom:.3em}
h2{font-size:1.2em;margin:1.4em 0 .3em;border-left:.28em solid var(--accent);padding-left:.5em}
h3{font-size:1em;margin:1em 0 .2em;break-after:avoid}
p{margin:.2em 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1em;margin:0;color:var(--soft);font-size:.9em}
dd{margin:0;overflow-wrap:anywhere}
ul{margin:.2em 0;padding-left:1.3em}
li{margin:.1em 0}
.facts,.note,.id{color:var(--soft);font-size:.9em}
.id{font-weight:400}
.status{font-size:.8em;font-weight:400;border:1px solid var(--line);border-radius:.3em;padding:0 .4em;color:var(--soft)}
.reading .status,.unconfirmed .status{color:#8a5300;border-color:#e0b465}
.gap .status,.manual .status{color:#b3261e;border-color:#e3a19d}
article{break-inside:avoid-page;padding-left:.2em}
.differs{background:#fff8e1;box-shadow:-.4em 0 0 #e0b465}
.same{max-width:60em}
.none{color:var(--soft);font-size:.9em;margin-top:1.1em}
.only{background:#ffe9a8}
.mark{font-size:.8em;color:#8a5300}
.common{font-size:.9em;color:#39414b}
.silent li{display:inline-block;margin-right:1.2em}
@media print{html{background:none}body,body.two{margin:0;max-width:none;padding:0}}
`
