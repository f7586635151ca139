// A hospital's first messages in C#, without a package: sign in, find the person, admit, settle, undo. Amounts are decimal and
// never double. 签到、查人、入院、结算、冲正；金额用 decimal，不用 double。
//
//   .NET 6 or later:  dotnet new console -o his && cp Yizhan.cs his/Program.cs && YIZHAN_KEY=… dotnet run --project his [http://127.0.0.1:3000]
//   Mono:             mcs -r:System.Net.Http -r:System.Runtime.Serialization -r:System.Xml.Linq Yizhan.cs && YIZHAN_KEY=… mono Yizhan.exe [http://127.0.0.1:3000]
using System;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;

static class Yizhan
{
    const string Hospital = "H14050000001";
    const string Region = "140502";
    static readonly HttpClient Client = new HttpClient { Timeout = TimeSpan.FromSeconds(40) };
    static string address = "http://127.0.0.1:3000";
    static int sequence = (int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 9000);

    static DateTime Now()
    {
        return DateTime.UtcNow.AddHours(8);
    }

    static string Msgid()
    {
        sequence += 1;
        return Hospital + Now().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + (sequence % 10000).ToString("D4");
    }

    // An InvalidOperationException is a refusal; any other leaves the outcome unknown: send 2601.
    // The answer is read as XML, because that keeps the digits of amounts as they were sent.
    static XElement Send(string infno, string input, string msgid)
    {
        var time = Now().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var message = "{\"infno\":\"" + infno + "\",\"msgid\":\"" + msgid + "\",\"mdtrtarea_admvs\":\"" + Region
            + "\",\"insuplc_admdvs\":\"" + Region + "\",\"recer_sys_code\":\"YIZHAN\",\"infver\":\"V1.0\",\"opter_type\":\"1\""
            + ",\"opter\":\"001\",\"opter_name\":\"示例\",\"inf_time\":\"" + time + "\",\"fixmedins_code\":\"" + Hospital
            + "\",\"fixmedins_name\":\"示例晋城市医院\",\"input\":" + input + "}";
        var content = new StringContent(message, Encoding.UTF8, "application/json");
        var reply = Client.PostAsync(address + "/nhsa", content).GetAwaiter().GetResult();
        reply.EnsureSuccessStatusCode();
        var bytes = reply.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        var answer = XElement.Load(JsonReaderWriterFactory.CreateJsonReader(bytes, XmlDictionaryReaderQuotas.Max));
        if (answer.Element("infcode").Value != "0")
            throw new InvalidOperationException(infno + " " + answer.Element("err_code").Value + ": " + answer.Element("err_msg").Value);
        return answer.Element("output");
    }

    static void Main(string[] args)
    {
        if (args.Length > 0) address = args[0];
        Client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("YIZHAN_KEY"));
        Send("9001", "{\"signIn\":{\"opter_no\":\"001\",\"mac\":\"00-00\",\"ip\":\"127.0.0.1\"}}", Msgid());
        var found = Send("1101", "{\"data\":{\"mdtrt_cert_type\":\"02\",\"mdtrt_cert_no\":\"140599197803010002\"}}", Msgid());
        var person = found.Element("baseinfo").Element("psn_no").Value;
        var admission = "{\"mdtrtinfo\":{\"psn_no\":\"" + person + "\",\"insutype\":\"390\",\"begntime\":\"2023-11-01\",\"med_type\":\"21\"}}";
        var stay = Send("2401", admission, Msgid()).Element("result").Element("mdtrt_id").Value;
        var key = "\"psn_no\":\"" + person + "\",\"mdtrt_id\":\"" + stay + "\"";
        var bill = "{\"data\":{" + key + ",\"insutype\":\"390\",\"dscgTime\":\"2023-11-09\",\"medfee_sumamt\":\"52000.00\""
            + ",\"fulamt_ownpay_amt\":\"2000.00\",\"inscp_scp_amt\":\"50000.00\""
            + ",\"exp_content\":{\"hifp_pay\":\"34790.00\",\"hifmi_pay\":\"0.00\"}}}";
        var number = Msgid();
        var info = Send("2304", bill, number).Element("setlinfo");
        var aid = decimal.Parse(info.Element("maf_pay").Value, CultureInfo.InvariantCulture);
        Console.WriteLine(info.Element("setl_id").Value + " " + aid.ToString(CultureInfo.InvariantCulture));
        Send("2601", "{\"data\":{\"psn_no\":\"" + person + "\",\"omsgid\":\"" + number + "\",\"oinfno\":\"2304\"}}", Msgid());
        Send("2404", "{\"data\":{" + key + "}}", Msgid());
    }
}
