// A hospital's first messages in C# (.NET 6 or later), without a package: sign in, find the person, admit, settle, undo.
// Amounts are decimal and never double. 签到、查人、入院、结算、冲正；金额用 decimal，不用 double。
//
//   dotnet new console -o his && cp Yizhan.cs his/Program.cs && YIZHAN_KEY=… dotnet run --project his [http://127.0.0.1:3000]
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

const string hospital = "H14050000001";
const string region = "140502";
var address = args.Length > 0 ? args[0] : "http://127.0.0.1:3000";
var client = new HttpClient { Timeout = TimeSpan.FromSeconds(40) };
client.DefaultRequestHeaders.Authorization =
    new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("YIZHAN_KEY"));
var sequence = (int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 9000);

DateTime Now() => DateTime.UtcNow.AddHours(8);
string Msgid() => $"{hospital}{Now():yyyyMMddHHmmss}{++sequence % 10000:D4}";

// An InvalidOperationException is a refusal; any other leaves the outcome unknown: send 2601.
async Task<JsonNode> Send(string infno, object input, string msgid)
{
    var message = new
    {
        infno, msgid, mdtrtarea_admvs = region, insuplc_admdvs = region, recer_sys_code = "YIZHAN", infver = "V1.0",
        opter_type = "1", opter = "001", opter_name = "示例", inf_time = $"{Now():yyyy-MM-dd HH:mm:ss}",
        fixmedins_code = hospital, fixmedins_name = "示例晋城市医院", input,
    };
    var content = new StringContent(JsonSerializer.Serialize(message), Encoding.UTF8, "application/json");
    var reply = await client.PostAsync(address + "/nhsa", content);
    reply.EnsureSuccessStatusCode();
    var answer = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
    if (answer["infcode"]!.ToJsonString() != "0")
        throw new InvalidOperationException($"{infno} {answer["err_code"]}: {answer["err_msg"]}");
    return answer["output"]!;
}

await Send("9001", new { signIn = new { opter_no = "001", mac = "00-00", ip = "127.0.0.1" } }, Msgid());
var found = await Send("1101", new { data = new { mdtrt_cert_type = "02", mdtrt_cert_no = "140500197803010000" } }, Msgid());
var psn_no = (string)found["baseinfo"]!["psn_no"]!;
var stay = await Send("2401", new { mdtrtinfo = new { psn_no, insutype = "390", begntime = "2023-11-01", med_type = "21" } }, Msgid());
var mdtrt_id = (string)stay["result"]!["mdtrt_id"]!;
var number = Msgid();
var settled = await Send("2304", new
{
    data = new
    {
        psn_no, mdtrt_id, insutype = "390", dscgTime = "2023-11-09", medfee_sumamt = 52000.00m, fulamt_ownpay_amt = 2000.00m,
        inscp_scp_amt = 50000.00m, exp_content = new { hifp_pay = 34790.00m, hifmi_pay = 0.00m },
    },
}, number);
var info = settled["setlinfo"]!;
Console.WriteLine($"{info["setl_id"]} {(decimal)info["maf_pay"]!}");
await Send("2601", new { data = new { psn_no, omsgid = number, oinfno = "2304" } }, Msgid());
await Send("2404", new { data = new { psn_no, mdtrt_id } }, Msgid());
