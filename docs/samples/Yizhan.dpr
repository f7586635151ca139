program Yizhan;

{ A hospital's first messages in Delphi (XE8 or later): sign in, find the person, admit, settle, undo. Amounts go as text and are
  read as Currency, never as Double.
  签到、查人、入院、结算、冲正；金额按文本发送，用 Currency 读取，不用 Double。

    set YIZHAN_KEY=…
    Yizhan.exe [http://127.0.0.1:3000] }

{$APPTYPE CONSOLE}

uses
  System.SysUtils, System.Classes, System.DateUtils, System.JSON, System.Net.HttpClient, System.Net.URLClient;

const
  Hospital = 'H14050000001';
  Region = '140502';

var
  Address: string = 'http://127.0.0.1:3000';
  Sequence: Integer = 0;

function ChinaNow: TDateTime;
begin
  Result := IncHour(TTimeZone.Local.ToUniversalTime(Now), 8);
end;

function NewMsgid: string;
begin
  Inc(Sequence);
  Result := Hospital + FormatDateTime('yyyymmddhhnnss', ChinaNow) + Format('%.4d', [Sequence mod 10000]);
end;

{ An exception that names an err_code is a refusal; any other leaves the outcome unknown: send 2601. The caller frees the answer. }
function Send(const Infno, Input, Msgid: string): TJSONObject;
var
  Client: THTTPClient;
  Body: TStringStream;
  Reply: IHTTPResponse;
  Text: string;
begin
  Text := Format('{"infno":"%s","msgid":"%s","mdtrtarea_admvs":"%s","insuplc_admdvs":"%s","recer_sys_code":"YIZHAN",' +
    '"infver":"V1.0","opter_type":"1","opter":"001","opter_name":"示例","inf_time":"%s","fixmedins_code":"%s",' +
    '"fixmedins_name":"示例晋城市医院","input":%s}',
    [Infno, Msgid, Region, Region, FormatDateTime('yyyy-mm-dd hh:nn:ss', ChinaNow), Hospital, Input]);
  Client := THTTPClient.Create;
  Body := TStringStream.Create(Text, TEncoding.UTF8);
  try
    Client.ResponseTimeout := 40000;
    Reply := Client.Post(Address + '/nhsa', Body, nil,
      [TNetHeader.Create('Authorization', 'Bearer ' + GetEnvironmentVariable('YIZHAN_KEY')),
       TNetHeader.Create('Content-Type', 'application/json')]);
    if Reply.StatusCode <> 200 then
      raise Exception.CreateFmt('unknown outcome: %d', [Reply.StatusCode]);
    Result := TJSONObject.ParseJSONValue(Reply.ContentAsString(TEncoding.UTF8)) as TJSONObject;
    if Result.GetValue<string>('infcode') <> '0' then
      raise Exception.Create(Infno + ' ' + Result.GetValue<string>('err_code') + ': ' + Result.GetValue<string>('err_msg'));
  finally
    Body.Free;
    Client.Free;
  end;
end;

var
  Answer: TJSONObject;
  Person, Stay, Key, Number: string;
begin
  try
    if ParamCount > 0 then
      Address := ParamStr(1);
    Send('9001', '{"signIn":{"opter_no":"001","mac":"00-00","ip":"127.0.0.1"}}', NewMsgid).Free;
    Answer := Send('1101', '{"data":{"mdtrt_cert_type":"02","mdtrt_cert_no":"140500197803010000"}}', NewMsgid);
    Person := Answer.GetValue<string>('output.baseinfo.psn_no');
    Answer.Free;
    Answer := Send('2401', '{"mdtrtinfo":{"psn_no":"' + Person + '","insutype":"390","begntime":"2023-12-01","med_type":"21"}}', NewMsgid);
    Stay := Answer.GetValue<string>('output.result.mdtrt_id');
    Answer.Free;
    Key := '"psn_no":"' + Person + '","mdtrt_id":"' + Stay + '"';
    Number := NewMsgid;
    Answer := Send('2304', '{"data":{' + Key + ',"insutype":"390","dscgTime":"2023-12-09","medfee_sumamt":"52000.00",' +
      '"fulamt_ownpay_amt":"2000.00","inscp_scp_amt":"50000.00","exp_content":{"hifp_pay":"34790.00","hifmi_pay":"0.00"}}}', Number);
    Writeln(Answer.GetValue<string>('output.setlinfo.setl_id') + ' ' + Answer.GetValue<string>('output.setlinfo.maf_pay'));
    Answer.Free;
    Send('2601', '{"data":{"psn_no":"' + Person + '","omsgid":"' + Number + '","oinfno":"2304"}}', NewMsgid).Free;
    Send('2404', '{"data":{' + Key + '}}', NewMsgid).Free;
  except
    on E: Exception do
    begin
      Writeln(E.Message);
      ExitCode := 1;
    end;
  end;
end.
