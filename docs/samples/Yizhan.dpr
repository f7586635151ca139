program Yizhan;

{ A hospital's first messages in Delphi (XE8 or later) and Free Pascal (3.2 or later): sign in, find the person, admit, settle, undo.
  Amounts go as text and are kept as Currency, never as Double.
  签到、查人、入院、结算、冲正；金额按文本发送，用 Currency 保存，不用 Double。

    Delphi:        set YIZHAN_KEY=…
                   Yizhan.exe [http://127.0.0.1:3000]
    Free Pascal:   fpc Yizhan.dpr && YIZHAN_KEY=… ./Yizhan [http://127.0.0.1:3000] }

{$IFDEF FPC}{$MODE DELPHI}{$CODEPAGE UTF8}{$ENDIF}
{$APPTYPE CONSOLE}

uses
{$IFDEF FPC}
  {$IFDEF UNIX}cwstring,{$ENDIF} SysUtils, Classes, DateUtils, fpjson, jsonparser, fphttpclient;
{$ELSE}
  System.SysUtils, System.Classes, System.DateUtils, System.JSON, System.Net.HttpClient, System.Net.URLClient;
{$ENDIF}

const
  Hospital = 'H14050000001';
  Region = '140502';

var
  Address: string = 'http://127.0.0.1:3000';
  Sequence: Integer = 0;

function ChinaNow: TDateTime;
begin
{$IFDEF FPC}
  Result := IncHour(LocalTimeToUniversal(Now), 8);
{$ELSE}
  Result := IncHour(TTimeZone.Local.ToUniversalTime(Now), 8);
{$ENDIF}
end;

function NewMsgid: string;
begin
  Inc(Sequence);
  Result := Hospital + FormatDateTime('yyyymmddhhnnss', ChinaNow) + Format('%.4d', [Sequence mod 10000]);
end;

{ What comes back, by status and text. }
procedure Post(const Text: string; out Status: Integer; out Answer: string);
{$IFDEF FPC}
var
  Client: TFPHTTPClient;
begin
  Client := TFPHTTPClient.Create(nil);
  try
    Client.IOTimeout := 40000;
    Client.AddHeader('Authorization', 'Bearer ' + GetEnvironmentVariable('YIZHAN_KEY'));
    Client.AddHeader('Content-Type', 'application/json');
    Client.RequestBody := TRawByteStringStream.Create(UTF8Encode(Text));
    try
      Answer := Client.Post(Address + '/nhsa');
      Status := Client.ResponseStatusCode;
    finally
      Client.RequestBody.Free;
    end;
  finally
    Client.Free;
  end;
end;
{$ELSE}
var
  Client: THTTPClient;
  Body: TStringStream;
  Reply: IHTTPResponse;
begin
  Client := THTTPClient.Create;
  Body := TStringStream.Create(Text, TEncoding.UTF8);
  try
    Client.ResponseTimeout := 40000;
    Reply := Client.Post(Address + '/nhsa', Body, nil,
      [TNetHeader.Create('Authorization', 'Bearer ' + GetEnvironmentVariable('YIZHAN_KEY')),
       TNetHeader.Create('Content-Type', 'application/json')]);
    Status := Reply.StatusCode;
    Answer := Reply.ContentAsString(TEncoding.UTF8);
  finally
    Body.Free;
    Client.Free;
  end;
end;
{$ENDIF}

{ The text of a value of the answer, such as output.result.mdtrt_id. }
function ValueOf(Answer: TJSONObject; const Path: string): string;
begin
{$IFDEF FPC}
  Result := Answer.FindPath(Path).AsString;
{$ELSE}
  Result := Answer.GetValue<string>(Path);
{$ENDIF}
end;

function AmountOf(Answer: TJSONObject; const Path: string): Currency;
begin
{$IFDEF FPC}
  Result := Answer.FindPath(Path).AsFloat;
{$ELSE}
  Result := Answer.GetValue<Currency>(Path);
{$ENDIF}
end;

{ An exception that names an err_code is a refusal; any other leaves the outcome unknown: send 2601. The caller frees the answer. }
function Send(const Infno, Input, Msgid: string): TJSONObject;
var
  Status: Integer;
  Text, Reply: string;
begin
  Text := '{"infno":"' + Infno + '","msgid":"' + Msgid + '","mdtrtarea_admvs":"' + Region + '","insuplc_admdvs":"' + Region +
    '","recer_sys_code":"YIZHAN","infver":"V1.0","opter_type":"1","opter":"001","opter_name":"示例","inf_time":"' +
    FormatDateTime('yyyy-mm-dd hh:nn:ss', ChinaNow) + '","fixmedins_code":"' + Hospital +
    '","fixmedins_name":"示例晋城市医院","input":' + Input + '}';
  Post(Text, Status, Reply);
  if Status <> 200 then
    raise Exception.CreateFmt('unknown outcome: %d', [Status]);
{$IFDEF FPC}
  Result := GetJSON(Reply) as TJSONObject;
{$ELSE}
  Result := TJSONObject.ParseJSONValue(Reply) as TJSONObject;
{$ENDIF}
  if ValueOf(Result, 'infcode') <> '0' then
    raise Exception.Create(Infno + ' ' + ValueOf(Result, 'err_code') + ': ' + ValueOf(Result, 'err_msg'));
end;

var
  Answer: TJSONObject;
  Person, Stay, Key, Number: string;
begin
  try
    if ParamCount > 0 then
      Address := ParamStr(1);
    Send('9001', '{"signIn":{"opter_no":"001","mac":"00-00","ip":"127.0.0.1"}}', NewMsgid).Free;
    Answer := Send('1101', '{"data":{"mdtrt_cert_type":"02","mdtrt_cert_no":"140599197803010002"}}', NewMsgid);
    Person := ValueOf(Answer, 'output.baseinfo.psn_no');
    Answer.Free;
    Answer := Send('2401', '{"mdtrtinfo":{"psn_no":"' + Person + '","insutype":"390","begntime":"2023-12-01","med_type":"21"}}', NewMsgid);
    Stay := ValueOf(Answer, 'output.result.mdtrt_id');
    Answer.Free;
    Key := '"psn_no":"' + Person + '","mdtrt_id":"' + Stay + '"';
    Number := NewMsgid;
    Answer := Send('2304', '{"data":{' + Key + ',"insutype":"390","dscgTime":"2023-12-09","medfee_sumamt":"52000.00",' +
      '"fulamt_ownpay_amt":"2000.00","inscp_scp_amt":"50000.00","exp_content":{"hifp_pay":"34790.00","hifmi_pay":"0.00"}}}', Number);
    Writeln(ValueOf(Answer, 'output.setlinfo.setl_id') + ' ' + FormatCurr('0.00', AmountOf(Answer, 'output.setlinfo.maf_pay')));
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
