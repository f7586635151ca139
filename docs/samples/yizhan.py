"""A hospital's first messages in Python 3.8 or later, with the standard library alone: sign in, find the person, admit, settle, undo.

    YIZHAN_KEY=… python3 yizhan.py [http://127.0.0.1:3000]

签到、查人、入院、结算、冲正；只用标准库。金额用 Decimal，不用 float。
"""
import json
import os
import sys
import urllib.request
from datetime import datetime, timedelta, timezone
from decimal import Decimal

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:3000"
HOSPITAL, REGION = "H14050000001", "140502"
CHINA = timezone(timedelta(hours=8))
sequence = int(datetime.now().timestamp()) % 9000


def send(infno, data, msgid=None):
    """Sends one message and gives its output. A RuntimeError is a refusal; any other error leaves the outcome unknown: send 2601."""
    global sequence
    sequence += 1
    now = datetime.now(CHINA)
    message = {
        "infno": infno,
        "msgid": msgid or f"{HOSPITAL}{now:%Y%m%d%H%M%S}{sequence % 10000:04d}",
        "mdtrtarea_admvs": REGION, "insuplc_admdvs": REGION, "recer_sys_code": "YIZHAN", "infver": "V1.0",
        "opter_type": "1", "opter": "001", "opter_name": "示例", "inf_time": f"{now:%Y-%m-%d %H:%M:%S}",
        "fixmedins_code": HOSPITAL, "fixmedins_name": "示例晋城市医院", "input": data,
    }
    request = urllib.request.Request(
        ADDRESS + "/nhsa", json.dumps(message).encode(),
        {"Authorization": "Bearer " + os.environ["YIZHAN_KEY"], "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=40) as reply:
        answer = json.loads(reply.read(), parse_float=Decimal)
    if str(answer["infcode"]) != "0":
        raise RuntimeError(f"{infno} {answer.get('err_code')}: {answer['err_msg']}")
    return answer["output"], message["msgid"]


send("9001", {"signIn": {"opter_no": "001", "mac": "00-00", "ip": "127.0.0.1"}})
found, _ = send("1101", {"data": {"mdtrt_cert_type": "02", "mdtrt_cert_no": "140599197803010002"}})
person = found["baseinfo"]["psn_no"]
stay, _ = send("2401", {"mdtrtinfo": {"psn_no": person, "insutype": "390", "begntime": "2023-09-01", "med_type": "21"}})
mdtrt_id = stay["result"]["mdtrt_id"]
bill = {
    "psn_no": person, "mdtrt_id": mdtrt_id, "insutype": "390", "dscgTime": "2023-09-09", "medfee_sumamt": "52000.00",
    "fulamt_ownpay_amt": "2000.00", "inscp_scp_amt": "50000.00", "exp_content": {"hifp_pay": "34790.00", "hifmi_pay": "0.00"},
}
settled, msgid = send("2304", {"data": bill})
info = settled["setlinfo"]
assert info["fund_pay_sumamt"] + info["psn_part_amt"] + info["hosp_part_amt"] == info["medfee_sumamt"]
print(info["setl_id"], info["maf_pay"])
send("2601", {"data": {"psn_no": person, "omsgid": msgid, "oinfno": "2304"}})
send("2404", {"data": {"psn_no": person, "mdtrt_id": mdtrt_id}})
