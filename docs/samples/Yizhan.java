import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hospital's first messages in Java 11 or later, without a library: sign in, find the person, admit, settle, undo. A program of
 * yours reads the answers with its own JSON library, amounts as BigDecimal and never as double.
 * 签到、查人、入院、结算、冲正；金额用 BigDecimal，不用 double。
 *
 *   YIZHAN_KEY=… java Yizhan.java [http://127.0.0.1:3000]
 */
public class Yizhan {
  static final String HOSPITAL = "H14050000001";
  static final String REGION = "140502";
  static final HttpClient CLIENT = HttpClient.newHttpClient();
  static String address = "http://127.0.0.1:3000";
  static int sequence = (int) (System.currentTimeMillis() / 1000 % 9000);

  static String msgid() {
    sequence += 1;
    String time = LocalDateTime.now(ZoneId.of("Asia/Shanghai")).format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
    return HOSPITAL + time + String.format("%04d", sequence % 10000);
  }

  /** Gives the answer's text. An IllegalStateException is a refusal; any other leaves the outcome unknown: send 2601. */
  static String send(String infno, String input, String msgid) throws Exception {
    String now = LocalDateTime.now(ZoneId.of("Asia/Shanghai")).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
    String body = "{\"infno\":\"" + infno + "\",\"msgid\":\"" + msgid + "\",\"mdtrtarea_admvs\":\"" + REGION
        + "\",\"insuplc_admdvs\":\"" + REGION + "\",\"recer_sys_code\":\"YIZHAN\",\"infver\":\"V1.0\",\"opter_type\":\"1\","
        + "\"opter\":\"001\",\"opter_name\":\"示例\",\"inf_time\":\"" + now + "\",\"fixmedins_code\":\"" + HOSPITAL
        + "\",\"fixmedins_name\":\"示例晋城市医院\",\"input\":" + input + "}";
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/nhsa"))
        .timeout(Duration.ofSeconds(40))
        .header("Authorization", "Bearer " + System.getenv("YIZHAN_KEY"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    HttpResponse<String> reply = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    if (reply.statusCode() != 200) throw new Exception("unknown outcome: " + reply.statusCode());
    if (!reply.body().startsWith("{\"infcode\":0,")) throw new IllegalStateException(infno + " " + reply.body());
    return reply.body();
  }

  /** The first value of that name, as its text. */
  static String field(String answer, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(answer);
    if (!found.find()) throw new IllegalStateException(name + " is not in the answer");
    return found.group(1);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) address = arguments[0];
    send("9001", "{\"signIn\":{\"opter_no\":\"001\",\"mac\":\"00-00\",\"ip\":\"127.0.0.1\"}}", msgid());
    String found = send("1101", "{\"data\":{\"mdtrt_cert_type\":\"02\",\"mdtrt_cert_no\":\"140599197803010002\"}}", msgid());
    String person = field(found, "psn_no");
    String stay = send("2401", "{\"mdtrtinfo\":{\"psn_no\":\"" + person
        + "\",\"insutype\":\"390\",\"begntime\":\"2023-10-01\",\"med_type\":\"21\"}}", msgid());
    String of = "\"psn_no\":\"" + person + "\",\"mdtrt_id\":\"" + field(stay, "mdtrt_id") + "\"";
    String number = msgid();
    String settled = send("2304", "{\"data\":{" + of + ",\"insutype\":\"390\",\"dscgTime\":\"2023-10-09\","
        + "\"medfee_sumamt\":\"52000.00\",\"fulamt_ownpay_amt\":\"2000.00\",\"inscp_scp_amt\":\"50000.00\","
        + "\"exp_content\":{\"hifp_pay\":\"34790.00\",\"hifmi_pay\":\"0.00\"}}}", number);
    System.out.println(field(settled, "setl_id") + " " + field(settled, "maf_pay"));
    send("2601", "{\"data\":{\"psn_no\":\"" + person + "\",\"omsgid\":\"" + number + "\",\"oinfno\":\"2304\"}}", msgid());
    send("2404", "{\"data\":{" + of + "}}", msgid());
  }
}
