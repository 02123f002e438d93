// Written by `pnpm gen`; edit the declarations instead.
function note(findings, finding) {
  if (findings === null) return [finding];
  findings.push(finding);
  return findings;
}
export const validateRequestFrame = validate10;

function validate10(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "type"},message:"must have required property 'type'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.id === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "id"},message:"must have required property 'id'"};
vErrors = note(vErrors, err1);
errors++;
}
if(data.method === undefined){
const err2 = {instancePath:"",keyword:"required",params:{missingProperty: "method"},message:"must have required property 'method'"};
vErrors = note(vErrors, err2);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((((key0 === "type") || (key0 === "id")) || (key0 === "method")) || (key0 === "params"))){
const err3 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 !== "string"){
const err4 = {instancePath:"/type",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
if("req" !== data0){
const err5 = {instancePath:"/type",keyword:"const",params:{allowedValue: "req"},message:"must be equal to constant"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.id !== undefined){
let data1 = data.id;
if(typeof data1 === "string"){
if(data1.length > 256){
const err6 = {instancePath:"/id",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err6);
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:"/id",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err7);
errors++;
}
}
else {
const err8 = {instancePath:"/id",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.method !== undefined){
let data2 = data.method;
if(typeof data2 === "string"){
if(data2.length > 128){
const err9 = {instancePath:"/method",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
vErrors = note(vErrors, err9);
errors++;
}
if(data2.length < 1){
const err10 = {instancePath:"/method",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err10);
errors++;
}
}
else {
const err11 = {instancePath:"/method",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err11);
errors++;
}
}
}
else {
const err12 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err12);
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

export const validateResponseFrame = validate11;

function validate11(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "type"},message:"must have required property 'type'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.id === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "id"},message:"must have required property 'id'"};
vErrors = note(vErrors, err1);
errors++;
}
if(data.ok === undefined){
const err2 = {instancePath:"",keyword:"required",params:{missingProperty: "ok"},message:"must have required property 'ok'"};
vErrors = note(vErrors, err2);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((((key0 === "type") || (key0 === "id")) || (key0 === "ok")) || (key0 === "payload")) || (key0 === "error"))){
const err3 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 !== "string"){
const err4 = {instancePath:"/type",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
if("res" !== data0){
const err5 = {instancePath:"/type",keyword:"const",params:{allowedValue: "res"},message:"must be equal to constant"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.id !== undefined){
let data1 = data.id;
if(typeof data1 === "string"){
if(data1.length > 256){
const err6 = {instancePath:"/id",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err6);
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:"/id",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err7);
errors++;
}
}
else {
const err8 = {instancePath:"/id",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.ok !== undefined){
if(typeof data.ok !== "boolean"){
const err9 = {instancePath:"/ok",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data.error !== undefined){
let data3 = data.error;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.code === undefined){
const err10 = {instancePath:"/error",keyword:"required",params:{missingProperty: "code"},message:"must have required property 'code'"};
vErrors = note(vErrors, err10);
errors++;
}
if(data3.message === undefined){
const err11 = {instancePath:"/error",keyword:"required",params:{missingProperty: "message"},message:"must have required property 'message'"};
vErrors = note(vErrors, err11);
errors++;
}
const from_key1 = errors;
for(const key1 in data3){
if(errors - from_key1 >= 32) break;
if(!(((((key1 === "code") || (key1 === "message")) || (key1 === "details")) || (key1 === "retryable")) || (key1 === "retryAfterMs"))){
const err12 = {instancePath:"/error",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
vErrors = note(vErrors, err12);
errors++;
}
}
if(data3.code !== undefined){
let data4 = data3.code;
if(typeof data4 === "string"){
if(data4.length > 64){
const err13 = {instancePath:"/error/code",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err13);
errors++;
}
if(data4.length < 1){
const err14 = {instancePath:"/error/code",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err14);
errors++;
}
}
else {
const err15 = {instancePath:"/error/code",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err15);
errors++;
}
}
if(data3.message !== undefined){
let data5 = data3.message;
if(typeof data5 === "string"){
if(data5.length > 8192){
const err16 = {instancePath:"/error/message",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err16);
errors++;
}
if(data5.length < 1){
const err17 = {instancePath:"/error/message",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err17);
errors++;
}
}
else {
const err18 = {instancePath:"/error/message",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err18);
errors++;
}
}
if(data3.retryable !== undefined){
if(typeof data3.retryable !== "boolean"){
const err19 = {instancePath:"/error/retryable",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err19);
errors++;
}
}
if(data3.retryAfterMs !== undefined){
let data7 = data3.retryAfterMs;
if(!((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7)))){
const err20 = {instancePath:"/error/retryAfterMs",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err20);
errors++;
}
if(typeof data7 == "number"){
if(data7 > 2147483647 || isNaN(data7)){
const err21 = {instancePath:"/error/retryAfterMs",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
vErrors = note(vErrors, err21);
errors++;
}
if(data7 < 0 || isNaN(data7)){
const err22 = {instancePath:"/error/retryAfterMs",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err22);
errors++;
}
}
}
}
else {
const err23 = {instancePath:"/error",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err23);
errors++;
}
}
}
else {
const err24 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err24);
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

export const validateEventFrame = validate12;

function validate12(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "type"},message:"must have required property 'type'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.event === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "event"},message:"must have required property 'event'"};
vErrors = note(vErrors, err1);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((((key0 === "type") || (key0 === "event")) || (key0 === "payload")) || (key0 === "seq")) || (key0 === "stateVersion"))){
const err2 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 !== "string"){
const err3 = {instancePath:"/type",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err3);
errors++;
}
if("event" !== data0){
const err4 = {instancePath:"/type",keyword:"const",params:{allowedValue: "event"},message:"must be equal to constant"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.event !== undefined){
let data1 = data.event;
if(typeof data1 === "string"){
if(data1.length > 128){
const err5 = {instancePath:"/event",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
vErrors = note(vErrors, err5);
errors++;
}
if(data1.length < 1){
const err6 = {instancePath:"/event",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err6);
errors++;
}
}
else {
const err7 = {instancePath:"/event",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.seq !== undefined){
let data2 = data.seq;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
const err8 = {instancePath:"/seq",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err8);
errors++;
}
if(typeof data2 == "number"){
if(data2 > 9007199254740991 || isNaN(data2)){
const err9 = {instancePath:"/seq",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
vErrors = note(vErrors, err9);
errors++;
}
if(data2 < 0 || isNaN(data2)){
const err10 = {instancePath:"/seq",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err10);
errors++;
}
}
}
if(data.stateVersion !== undefined){
let data3 = data.stateVersion;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.presence === undefined){
const err11 = {instancePath:"/stateVersion",keyword:"required",params:{missingProperty: "presence"},message:"must have required property 'presence'"};
vErrors = note(vErrors, err11);
errors++;
}
if(data3.health === undefined){
const err12 = {instancePath:"/stateVersion",keyword:"required",params:{missingProperty: "health"},message:"must have required property 'health'"};
vErrors = note(vErrors, err12);
errors++;
}
const from_key1 = errors;
for(const key1 in data3){
if(errors - from_key1 >= 32) break;
if(!((key1 === "presence") || (key1 === "health"))){
const err13 = {instancePath:"/stateVersion",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
vErrors = note(vErrors, err13);
errors++;
}
}
if(data3.presence !== undefined){
let data4 = data3.presence;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
const err14 = {instancePath:"/stateVersion/presence",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err14);
errors++;
}
if(typeof data4 == "number"){
if(data4 > 9007199254740991 || isNaN(data4)){
const err15 = {instancePath:"/stateVersion/presence",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
vErrors = note(vErrors, err15);
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err16 = {instancePath:"/stateVersion/presence",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err16);
errors++;
}
}
}
if(data3.health !== undefined){
let data5 = data3.health;
if(!((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5)))){
const err17 = {instancePath:"/stateVersion/health",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err17);
errors++;
}
if(typeof data5 == "number"){
if(data5 > 9007199254740991 || isNaN(data5)){
const err18 = {instancePath:"/stateVersion/health",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
vErrors = note(vErrors, err18);
errors++;
}
if(data5 < 0 || isNaN(data5)){
const err19 = {instancePath:"/stateVersion/health",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err19);
errors++;
}
}
}
}
else {
const err20 = {instancePath:"/stateVersion",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err20);
errors++;
}
}
}
else {
const err21 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err21);
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}

export const validateConnectParams = validate13;
const schema14 = {"type":"object","required":["minProtocol","maxProtocol","client"],"properties":{"minProtocol":{"type":"integer","minimum":1,"maximum":65535},"maxProtocol":{"type":"integer","minimum":1,"maximum":65535},"client":{"type":"object","required":["id","version","platform","mode"],"properties":{"id":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]+$"},"displayName":{"type":"string","minLength":1,"maxLength":256},"version":{"type":"string","minLength":1,"maxLength":256},"platform":{"type":"string","minLength":1,"maxLength":256},"deviceFamily":{"type":"string","minLength":1,"maxLength":256},"modelIdentifier":{"type":"string","minLength":1,"maxLength":256},"mode":{"enum":["webchat","cli","ui","backend","node","probe","test"]},"instanceId":{"type":"string","minLength":1,"maxLength":256}},"additionalProperties":false},"caps":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":64},"commands":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":256},"permissions":{"type":"object","propertyNames":{"type":"string","minLength":1,"maxLength":256},"maxProperties":256,"additionalProperties":{"type":"boolean"}},"pathEnv":{"type":"string","maxLength":32768},"role":{"type":"string","minLength":1,"maxLength":256},"scopes":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":64},"device":{"type":"object","required":["id","publicKey","signature","signedAt"],"properties":{"id":{"type":"string","minLength":1,"maxLength":256},"publicKey":{"type":"string","minLength":1,"maxLength":1024},"signature":{"type":"string","minLength":1,"maxLength":1024},"signedAt":{"type":"integer","minimum":0,"maximum":9007199254740991},"nonce":{"type":"string","minLength":1,"maxLength":256}},"additionalProperties":false},"auth":{"type":"object","properties":{"token":{"type":"string","maxLength":8192},"password":{"type":"string","maxLength":8192}},"additionalProperties":false},"locale":{"type":"string","maxLength":256},"userAgent":{"type":"string","maxLength":1024}},"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]+$", "u");

function validate13(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.minProtocol === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "minProtocol"},message:"must have required property 'minProtocol'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.maxProtocol === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "maxProtocol"},message:"must have required property 'maxProtocol'"};
vErrors = note(vErrors, err1);
errors++;
}
if(data.client === undefined){
const err2 = {instancePath:"",keyword:"required",params:{missingProperty: "client"},message:"must have required property 'client'"};
vErrors = note(vErrors, err2);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(func2.call(schema14.properties, key0))){
const err3 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.minProtocol !== undefined){
let data0 = data.minProtocol;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
const err4 = {instancePath:"/minProtocol",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err4);
errors++;
}
if(typeof data0 == "number"){
if(data0 > 65535 || isNaN(data0)){
const err5 = {instancePath:"/minProtocol",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
vErrors = note(vErrors, err5);
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err6 = {instancePath:"/minProtocol",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err6);
errors++;
}
}
}
if(data.maxProtocol !== undefined){
let data1 = data.maxProtocol;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
const err7 = {instancePath:"/maxProtocol",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err7);
errors++;
}
if(typeof data1 == "number"){
if(data1 > 65535 || isNaN(data1)){
const err8 = {instancePath:"/maxProtocol",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
vErrors = note(vErrors, err8);
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err9 = {instancePath:"/maxProtocol",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err9);
errors++;
}
}
}
if(data.client !== undefined){
let data2 = data.client;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.id === undefined){
const err10 = {instancePath:"/client",keyword:"required",params:{missingProperty: "id"},message:"must have required property 'id'"};
vErrors = note(vErrors, err10);
errors++;
}
if(data2.version === undefined){
const err11 = {instancePath:"/client",keyword:"required",params:{missingProperty: "version"},message:"must have required property 'version'"};
vErrors = note(vErrors, err11);
errors++;
}
if(data2.platform === undefined){
const err12 = {instancePath:"/client",keyword:"required",params:{missingProperty: "platform"},message:"must have required property 'platform'"};
vErrors = note(vErrors, err12);
errors++;
}
if(data2.mode === undefined){
const err13 = {instancePath:"/client",keyword:"required",params:{missingProperty: "mode"},message:"must have required property 'mode'"};
vErrors = note(vErrors, err13);
errors++;
}
const from_key1 = errors;
for(const key1 in data2){
if(errors - from_key1 >= 32) break;
if(!((((((((key1 === "id") || (key1 === "displayName")) || (key1 === "version")) || (key1 === "platform")) || (key1 === "deviceFamily")) || (key1 === "modelIdentifier")) || (key1 === "mode")) || (key1 === "instanceId"))){
const err14 = {instancePath:"/client",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
vErrors = note(vErrors, err14);
errors++;
}
}
if(data2.id !== undefined){
let data3 = data2.id;
if(typeof data3 === "string"){
if(data3.length > 64){
const err15 = {instancePath:"/client/id",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err15);
errors++;
}
if(data3.length < 1){
const err16 = {instancePath:"/client/id",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err16);
errors++;
}
if(!pattern0.test(data3)){
const err17 = {instancePath:"/client/id",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]+$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]+$"+"\""};
vErrors = note(vErrors, err17);
errors++;
}
}
else {
const err18 = {instancePath:"/client/id",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err18);
errors++;
}
}
if(data2.displayName !== undefined){
let data4 = data2.displayName;
if(typeof data4 === "string"){
if(data4.length > 256){
const err19 = {instancePath:"/client/displayName",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err19);
errors++;
}
if(data4.length < 1){
const err20 = {instancePath:"/client/displayName",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err20);
errors++;
}
}
else {
const err21 = {instancePath:"/client/displayName",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err21);
errors++;
}
}
if(data2.version !== undefined){
let data5 = data2.version;
if(typeof data5 === "string"){
if(data5.length > 256){
const err22 = {instancePath:"/client/version",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err22);
errors++;
}
if(data5.length < 1){
const err23 = {instancePath:"/client/version",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err23);
errors++;
}
}
else {
const err24 = {instancePath:"/client/version",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err24);
errors++;
}
}
if(data2.platform !== undefined){
let data6 = data2.platform;
if(typeof data6 === "string"){
if(data6.length > 256){
const err25 = {instancePath:"/client/platform",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err25);
errors++;
}
if(data6.length < 1){
const err26 = {instancePath:"/client/platform",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err26);
errors++;
}
}
else {
const err27 = {instancePath:"/client/platform",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err27);
errors++;
}
}
if(data2.deviceFamily !== undefined){
let data7 = data2.deviceFamily;
if(typeof data7 === "string"){
if(data7.length > 256){
const err28 = {instancePath:"/client/deviceFamily",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err28);
errors++;
}
if(data7.length < 1){
const err29 = {instancePath:"/client/deviceFamily",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err29);
errors++;
}
}
else {
const err30 = {instancePath:"/client/deviceFamily",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err30);
errors++;
}
}
if(data2.modelIdentifier !== undefined){
let data8 = data2.modelIdentifier;
if(typeof data8 === "string"){
if(data8.length > 256){
const err31 = {instancePath:"/client/modelIdentifier",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err31);
errors++;
}
if(data8.length < 1){
const err32 = {instancePath:"/client/modelIdentifier",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err32);
errors++;
}
}
else {
const err33 = {instancePath:"/client/modelIdentifier",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err33);
errors++;
}
}
if(data2.mode !== undefined){
let data9 = data2.mode;
if(!(((((((data9 === "webchat") || (data9 === "cli")) || (data9 === "ui")) || (data9 === "backend")) || (data9 === "node")) || (data9 === "probe")) || (data9 === "test"))){
const err34 = {instancePath:"/client/mode",keyword:"enum",params:{allowedValues: schema14.properties.client.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err34);
errors++;
}
}
if(data2.instanceId !== undefined){
let data10 = data2.instanceId;
if(typeof data10 === "string"){
if(data10.length > 256){
const err35 = {instancePath:"/client/instanceId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err35);
errors++;
}
if(data10.length < 1){
const err36 = {instancePath:"/client/instanceId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err36);
errors++;
}
}
else {
const err37 = {instancePath:"/client/instanceId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err37);
errors++;
}
}
}
else {
const err38 = {instancePath:"/client",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err38);
errors++;
}
}
if(data.caps !== undefined){
let data11 = data.caps;
if(Array.isArray(data11)){
if(data11.length > 64){
const err39 = {instancePath:"/caps",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
vErrors = note(vErrors, err39);
errors++;
}
const len0 = data11.length;
const from_i0 = errors;
for(let i0=0; i0<len0 && errors - from_i0 < 32; i0++){
let data12 = data11[i0];
if(typeof data12 === "string"){
if(data12.length > 256){
const err40 = {instancePath:"/caps/" + i0,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err40);
errors++;
}
if(data12.length < 1){
const err41 = {instancePath:"/caps/" + i0,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err41);
errors++;
}
}
else {
const err42 = {instancePath:"/caps/" + i0,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err42);
errors++;
}
}
}
else {
const err43 = {instancePath:"/caps",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err43);
errors++;
}
}
if(data.commands !== undefined){
let data13 = data.commands;
if(Array.isArray(data13)){
if(data13.length > 256){
const err44 = {instancePath:"/commands",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
vErrors = note(vErrors, err44);
errors++;
}
const len1 = data13.length;
const from_i1 = errors;
for(let i1=0; i1<len1 && errors - from_i1 < 32; i1++){
let data14 = data13[i1];
if(typeof data14 === "string"){
if(data14.length > 256){
const err45 = {instancePath:"/commands/" + i1,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err45);
errors++;
}
if(data14.length < 1){
const err46 = {instancePath:"/commands/" + i1,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err46);
errors++;
}
}
else {
const err47 = {instancePath:"/commands/" + i1,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err47);
errors++;
}
}
}
else {
const err48 = {instancePath:"/commands",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err48);
errors++;
}
}
if(data.permissions !== undefined){
let data15 = data.permissions;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(Object.keys(data15).length > 256){
const err49 = {instancePath:"/permissions",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
vErrors = note(vErrors, err49);
errors++;
}
const from_key2 = errors;
for(const key2 in data15){
if(errors - from_key2 >= 32) break;
const _errs34 = errors;
if(typeof key2 === "string"){
if(key2.length > 256){
const err50 = {instancePath:"/permissions",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",propertyName:key2};
vErrors = note(vErrors, err50);
errors++;
}
if(key2.length < 1){
const err51 = {instancePath:"/permissions",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",propertyName:key2};
vErrors = note(vErrors, err51);
errors++;
}
}
else {
const err52 = {instancePath:"/permissions",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key2};
vErrors = note(vErrors, err52);
errors++;
}
var valid6 = _errs34 === errors;
if(!valid6){
const err53 = {instancePath:"/permissions",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid"};
vErrors = note(vErrors, err53);
errors++;
}
}
const from_key3 = errors;
for(const key3 in data15){
if(errors - from_key3 >= 32) break;
if(typeof data15[key3] !== "boolean"){
const err54 = {instancePath:"/permissions/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err54);
errors++;
}
}
}
else {
const err55 = {instancePath:"/permissions",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err55);
errors++;
}
}
if(data.pathEnv !== undefined){
let data17 = data.pathEnv;
if(typeof data17 === "string"){
if(data17.length > 32768){
const err56 = {instancePath:"/pathEnv",keyword:"maxLength",params:{limit: 32768},message:"must NOT have more than 32768 characters"};
vErrors = note(vErrors, err56);
errors++;
}
}
else {
const err57 = {instancePath:"/pathEnv",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err57);
errors++;
}
}
if(data.role !== undefined){
let data18 = data.role;
if(typeof data18 === "string"){
if(data18.length > 256){
const err58 = {instancePath:"/role",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err58);
errors++;
}
if(data18.length < 1){
const err59 = {instancePath:"/role",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err59);
errors++;
}
}
else {
const err60 = {instancePath:"/role",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err60);
errors++;
}
}
if(data.scopes !== undefined){
let data19 = data.scopes;
if(Array.isArray(data19)){
if(data19.length > 64){
const err61 = {instancePath:"/scopes",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
vErrors = note(vErrors, err61);
errors++;
}
const len2 = data19.length;
const from_i2 = errors;
for(let i2=0; i2<len2 && errors - from_i2 < 32; i2++){
let data20 = data19[i2];
if(typeof data20 === "string"){
if(data20.length > 256){
const err62 = {instancePath:"/scopes/" + i2,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err62);
errors++;
}
if(data20.length < 1){
const err63 = {instancePath:"/scopes/" + i2,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err63);
errors++;
}
}
else {
const err64 = {instancePath:"/scopes/" + i2,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err64);
errors++;
}
}
}
else {
const err65 = {instancePath:"/scopes",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err65);
errors++;
}
}
if(data.device !== undefined){
let data21 = data.device;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.id === undefined){
const err66 = {instancePath:"/device",keyword:"required",params:{missingProperty: "id"},message:"must have required property 'id'"};
vErrors = note(vErrors, err66);
errors++;
}
if(data21.publicKey === undefined){
const err67 = {instancePath:"/device",keyword:"required",params:{missingProperty: "publicKey"},message:"must have required property 'publicKey'"};
vErrors = note(vErrors, err67);
errors++;
}
if(data21.signature === undefined){
const err68 = {instancePath:"/device",keyword:"required",params:{missingProperty: "signature"},message:"must have required property 'signature'"};
vErrors = note(vErrors, err68);
errors++;
}
if(data21.signedAt === undefined){
const err69 = {instancePath:"/device",keyword:"required",params:{missingProperty: "signedAt"},message:"must have required property 'signedAt'"};
vErrors = note(vErrors, err69);
errors++;
}
const from_key4 = errors;
for(const key4 in data21){
if(errors - from_key4 >= 32) break;
if(!(((((key4 === "id") || (key4 === "publicKey")) || (key4 === "signature")) || (key4 === "signedAt")) || (key4 === "nonce"))){
const err70 = {instancePath:"/device",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
vErrors = note(vErrors, err70);
errors++;
}
}
if(data21.id !== undefined){
let data22 = data21.id;
if(typeof data22 === "string"){
if(data22.length > 256){
const err71 = {instancePath:"/device/id",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err71);
errors++;
}
if(data22.length < 1){
const err72 = {instancePath:"/device/id",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err72);
errors++;
}
}
else {
const err73 = {instancePath:"/device/id",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err73);
errors++;
}
}
if(data21.publicKey !== undefined){
let data23 = data21.publicKey;
if(typeof data23 === "string"){
if(data23.length > 1024){
const err74 = {instancePath:"/device/publicKey",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
vErrors = note(vErrors, err74);
errors++;
}
if(data23.length < 1){
const err75 = {instancePath:"/device/publicKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err75);
errors++;
}
}
else {
const err76 = {instancePath:"/device/publicKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err76);
errors++;
}
}
if(data21.signature !== undefined){
let data24 = data21.signature;
if(typeof data24 === "string"){
if(data24.length > 1024){
const err77 = {instancePath:"/device/signature",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
vErrors = note(vErrors, err77);
errors++;
}
if(data24.length < 1){
const err78 = {instancePath:"/device/signature",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err78);
errors++;
}
}
else {
const err79 = {instancePath:"/device/signature",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err79);
errors++;
}
}
if(data21.signedAt !== undefined){
let data25 = data21.signedAt;
if(!((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25)))){
const err80 = {instancePath:"/device/signedAt",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err80);
errors++;
}
if(typeof data25 == "number"){
if(data25 > 9007199254740991 || isNaN(data25)){
const err81 = {instancePath:"/device/signedAt",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
vErrors = note(vErrors, err81);
errors++;
}
if(data25 < 0 || isNaN(data25)){
const err82 = {instancePath:"/device/signedAt",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err82);
errors++;
}
}
}
if(data21.nonce !== undefined){
let data26 = data21.nonce;
if(typeof data26 === "string"){
if(data26.length > 256){
const err83 = {instancePath:"/device/nonce",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err83);
errors++;
}
if(data26.length < 1){
const err84 = {instancePath:"/device/nonce",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err84);
errors++;
}
}
else {
const err85 = {instancePath:"/device/nonce",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err85);
errors++;
}
}
}
else {
const err86 = {instancePath:"/device",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err86);
errors++;
}
}
if(data.auth !== undefined){
let data27 = data.auth;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
const from_key5 = errors;
for(const key5 in data27){
if(errors - from_key5 >= 32) break;
if(!((key5 === "token") || (key5 === "password"))){
const err87 = {instancePath:"/auth",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
vErrors = note(vErrors, err87);
errors++;
}
}
if(data27.token !== undefined){
let data28 = data27.token;
if(typeof data28 === "string"){
if(data28.length > 8192){
const err88 = {instancePath:"/auth/token",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err88);
errors++;
}
}
else {
const err89 = {instancePath:"/auth/token",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err89);
errors++;
}
}
if(data27.password !== undefined){
let data29 = data27.password;
if(typeof data29 === "string"){
if(data29.length > 8192){
const err90 = {instancePath:"/auth/password",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err90);
errors++;
}
}
else {
const err91 = {instancePath:"/auth/password",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err91);
errors++;
}
}
}
else {
const err92 = {instancePath:"/auth",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err92);
errors++;
}
}
if(data.locale !== undefined){
let data30 = data.locale;
if(typeof data30 === "string"){
if(data30.length > 256){
const err93 = {instancePath:"/locale",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err93);
errors++;
}
}
else {
const err94 = {instancePath:"/locale",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err94);
errors++;
}
}
if(data.userAgent !== undefined){
let data31 = data.userAgent;
if(typeof data31 === "string"){
if(data31.length > 1024){
const err95 = {instancePath:"/userAgent",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
vErrors = note(vErrors, err95);
errors++;
}
}
else {
const err96 = {instancePath:"/userAgent",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err96);
errors++;
}
}
}
else {
const err97 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err97);
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}

export const validateAgentParams = validate14;
const schema15 = {"type":"object","required":["message","idempotencyKey"],"properties":{"message":{"type":"string","minLength":1,"maxLength":262144},"agentId":{"type":"string","minLength":1,"maxLength":64},"to":{"type":"string","maxLength":256},"replyTo":{"type":"string","maxLength":256},"sessionId":{"type":"string","maxLength":256},"sessionKey":{"type":"string","maxLength":512},"thinking":{"type":"string","maxLength":256},"deliver":{"type":"boolean"},"attachments":{"type":"array","items":{},"maxItems":16},"channel":{"type":"string","maxLength":256},"replyChannel":{"type":"string","maxLength":256},"accountId":{"type":"string","maxLength":256},"replyAccountId":{"type":"string","maxLength":256},"threadId":{"type":"string","maxLength":256},"groupId":{"type":"string","maxLength":256},"groupChannel":{"type":"string","maxLength":256},"groupSpace":{"type":"string","maxLength":256},"timeout":{"type":"integer","minimum":0,"maximum":2147483},"lane":{"type":"string","maxLength":256},"extraSystemPrompt":{"type":"string","maxLength":32768},"idempotencyKey":{"type":"string","minLength":1,"maxLength":256},"label":{"type":"string","minLength":1,"maxLength":64},"spawnedBy":{"type":"string","maxLength":512}},"additionalProperties":false};

function validate14(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.message === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "message"},message:"must have required property 'message'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.idempotencyKey === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "idempotencyKey"},message:"must have required property 'idempotencyKey'"};
vErrors = note(vErrors, err1);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(func2.call(schema15.properties, key0))){
const err2 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.message !== undefined){
let data0 = data.message;
if(typeof data0 === "string"){
if(data0.length > 262144){
const err3 = {instancePath:"/message",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
vErrors = note(vErrors, err3);
errors++;
}
if(data0.length < 1){
const err4 = {instancePath:"/message",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/message",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.agentId !== undefined){
let data1 = data.agentId;
if(typeof data1 === "string"){
if(data1.length > 64){
const err6 = {instancePath:"/agentId",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err6);
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:"/agentId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err7);
errors++;
}
}
else {
const err8 = {instancePath:"/agentId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.to !== undefined){
let data2 = data.to;
if(typeof data2 === "string"){
if(data2.length > 256){
const err9 = {instancePath:"/to",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err9);
errors++;
}
}
else {
const err10 = {instancePath:"/to",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err10);
errors++;
}
}
if(data.replyTo !== undefined){
let data3 = data.replyTo;
if(typeof data3 === "string"){
if(data3.length > 256){
const err11 = {instancePath:"/replyTo",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err11);
errors++;
}
}
else {
const err12 = {instancePath:"/replyTo",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err12);
errors++;
}
}
if(data.sessionId !== undefined){
let data4 = data.sessionId;
if(typeof data4 === "string"){
if(data4.length > 256){
const err13 = {instancePath:"/sessionId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err13);
errors++;
}
}
else {
const err14 = {instancePath:"/sessionId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err14);
errors++;
}
}
if(data.sessionKey !== undefined){
let data5 = data.sessionKey;
if(typeof data5 === "string"){
if(data5.length > 512){
const err15 = {instancePath:"/sessionKey",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err15);
errors++;
}
}
else {
const err16 = {instancePath:"/sessionKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err16);
errors++;
}
}
if(data.thinking !== undefined){
let data6 = data.thinking;
if(typeof data6 === "string"){
if(data6.length > 256){
const err17 = {instancePath:"/thinking",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err17);
errors++;
}
}
else {
const err18 = {instancePath:"/thinking",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err18);
errors++;
}
}
if(data.deliver !== undefined){
if(typeof data.deliver !== "boolean"){
const err19 = {instancePath:"/deliver",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err19);
errors++;
}
}
if(data.attachments !== undefined){
let data8 = data.attachments;
if(Array.isArray(data8)){
if(data8.length > 16){
const err20 = {instancePath:"/attachments",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
vErrors = note(vErrors, err20);
errors++;
}
}
else {
const err21 = {instancePath:"/attachments",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err21);
errors++;
}
}
if(data.channel !== undefined){
let data9 = data.channel;
if(typeof data9 === "string"){
if(data9.length > 256){
const err22 = {instancePath:"/channel",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err22);
errors++;
}
}
else {
const err23 = {instancePath:"/channel",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err23);
errors++;
}
}
if(data.replyChannel !== undefined){
let data10 = data.replyChannel;
if(typeof data10 === "string"){
if(data10.length > 256){
const err24 = {instancePath:"/replyChannel",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err24);
errors++;
}
}
else {
const err25 = {instancePath:"/replyChannel",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err25);
errors++;
}
}
if(data.accountId !== undefined){
let data11 = data.accountId;
if(typeof data11 === "string"){
if(data11.length > 256){
const err26 = {instancePath:"/accountId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err26);
errors++;
}
}
else {
const err27 = {instancePath:"/accountId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err27);
errors++;
}
}
if(data.replyAccountId !== undefined){
let data12 = data.replyAccountId;
if(typeof data12 === "string"){
if(data12.length > 256){
const err28 = {instancePath:"/replyAccountId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err28);
errors++;
}
}
else {
const err29 = {instancePath:"/replyAccountId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err29);
errors++;
}
}
if(data.threadId !== undefined){
let data13 = data.threadId;
if(typeof data13 === "string"){
if(data13.length > 256){
const err30 = {instancePath:"/threadId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err30);
errors++;
}
}
else {
const err31 = {instancePath:"/threadId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err31);
errors++;
}
}
if(data.groupId !== undefined){
let data14 = data.groupId;
if(typeof data14 === "string"){
if(data14.length > 256){
const err32 = {instancePath:"/groupId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err32);
errors++;
}
}
else {
const err33 = {instancePath:"/groupId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err33);
errors++;
}
}
if(data.groupChannel !== undefined){
let data15 = data.groupChannel;
if(typeof data15 === "string"){
if(data15.length > 256){
const err34 = {instancePath:"/groupChannel",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err34);
errors++;
}
}
else {
const err35 = {instancePath:"/groupChannel",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err35);
errors++;
}
}
if(data.groupSpace !== undefined){
let data16 = data.groupSpace;
if(typeof data16 === "string"){
if(data16.length > 256){
const err36 = {instancePath:"/groupSpace",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err36);
errors++;
}
}
else {
const err37 = {instancePath:"/groupSpace",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err37);
errors++;
}
}
if(data.timeout !== undefined){
let data17 = data.timeout;
if(!((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17)))){
const err38 = {instancePath:"/timeout",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err38);
errors++;
}
if(typeof data17 == "number"){
if(data17 > 2147483 || isNaN(data17)){
const err39 = {instancePath:"/timeout",keyword:"maximum",params:{comparison: "<=", limit: 2147483},message:"must be <= 2147483"};
vErrors = note(vErrors, err39);
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err40 = {instancePath:"/timeout",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err40);
errors++;
}
}
}
if(data.lane !== undefined){
let data18 = data.lane;
if(typeof data18 === "string"){
if(data18.length > 256){
const err41 = {instancePath:"/lane",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err41);
errors++;
}
}
else {
const err42 = {instancePath:"/lane",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err42);
errors++;
}
}
if(data.extraSystemPrompt !== undefined){
let data19 = data.extraSystemPrompt;
if(typeof data19 === "string"){
if(data19.length > 32768){
const err43 = {instancePath:"/extraSystemPrompt",keyword:"maxLength",params:{limit: 32768},message:"must NOT have more than 32768 characters"};
vErrors = note(vErrors, err43);
errors++;
}
}
else {
const err44 = {instancePath:"/extraSystemPrompt",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err44);
errors++;
}
}
if(data.idempotencyKey !== undefined){
let data20 = data.idempotencyKey;
if(typeof data20 === "string"){
if(data20.length > 256){
const err45 = {instancePath:"/idempotencyKey",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err45);
errors++;
}
if(data20.length < 1){
const err46 = {instancePath:"/idempotencyKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err46);
errors++;
}
}
else {
const err47 = {instancePath:"/idempotencyKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err47);
errors++;
}
}
if(data.label !== undefined){
let data21 = data.label;
if(typeof data21 === "string"){
if(data21.length > 64){
const err48 = {instancePath:"/label",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err48);
errors++;
}
if(data21.length < 1){
const err49 = {instancePath:"/label",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err49);
errors++;
}
}
else {
const err50 = {instancePath:"/label",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err50);
errors++;
}
}
if(data.spawnedBy !== undefined){
let data22 = data.spawnedBy;
if(typeof data22 === "string"){
if(data22.length > 512){
const err51 = {instancePath:"/spawnedBy",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err51);
errors++;
}
}
else {
const err52 = {instancePath:"/spawnedBy",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err52);
errors++;
}
}
}
else {
const err53 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err53);
errors++;
}
validate14.errors = vErrors;
return errors === 0;
}

export const validateAgentWaitParams = validate15;

function validate15(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.runId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "runId"},message:"must have required property 'runId'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "runId") || (key0 === "timeoutMs"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.runId !== undefined){
let data0 = data.runId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err2 = {instancePath:"/runId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/runId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/runId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.timeoutMs !== undefined){
let data1 = data.timeoutMs;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
const err5 = {instancePath:"/timeoutMs",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err5);
errors++;
}
if(typeof data1 == "number"){
if(data1 > 2147483647 || isNaN(data1)){
const err6 = {instancePath:"/timeoutMs",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
vErrors = note(vErrors, err6);
errors++;
}
if(data1 < 0 || isNaN(data1)){
const err7 = {instancePath:"/timeoutMs",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err7);
errors++;
}
}
}
}
else {
const err8 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err8);
errors++;
}
validate15.errors = vErrors;
return errors === 0;
}

export const validateAgentIdentityGetParams = validate16;

function validate16(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "agentId") || (key0 === "sessionKey"))){
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
if(data.agentId !== undefined){
let data0 = data.agentId;
if(typeof data0 === "string"){
if(data0.length > 64){
const err1 = {instancePath:"/agentId",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err1);
errors++;
}
}
else {
const err2 = {instancePath:"/agentId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.sessionKey !== undefined){
let data1 = data.sessionKey;
if(typeof data1 === "string"){
if(data1.length > 512){
const err3 = {instancePath:"/sessionKey",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/sessionKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
}
else {
const err5 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err5);
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}

export const validateAgentsListParams = validate17;

function validate17(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
else {
const err1 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err1);
errors++;
}
validate17.errors = vErrors;
return errors === 0;
}

export const validateChannelsStatusParams = validate18;

function validate18(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "probe") || (key0 === "timeoutMs"))){
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
if(data.probe !== undefined){
if(typeof data.probe !== "boolean"){
const err1 = {instancePath:"/probe",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.timeoutMs !== undefined){
let data1 = data.timeoutMs;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
const err2 = {instancePath:"/timeoutMs",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err2);
errors++;
}
if(typeof data1 == "number"){
if(data1 > 2147483647 || isNaN(data1)){
const err3 = {instancePath:"/timeoutMs",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
vErrors = note(vErrors, err3);
errors++;
}
if(data1 < 0 || isNaN(data1)){
const err4 = {instancePath:"/timeoutMs",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err4);
errors++;
}
}
}
}
else {
const err5 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err5);
errors++;
}
validate18.errors = vErrors;
return errors === 0;
}

export const validateChannelsLogoutParams = validate19;

function validate19(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.channel === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "channel"},message:"must have required property 'channel'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "channel") || (key0 === "accountId"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.channel !== undefined){
let data0 = data.channel;
if(typeof data0 === "string"){
if(data0.length > 256){
const err2 = {instancePath:"/channel",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/channel",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/channel",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.accountId !== undefined){
let data1 = data.accountId;
if(typeof data1 === "string"){
if(data1.length > 256){
const err5 = {instancePath:"/accountId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:"/accountId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err6);
errors++;
}
}
}
else {
const err7 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err7);
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}

export const validateChatHistoryParams = validate20;

function validate20(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sessionKey === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "sessionKey"},message:"must have required property 'sessionKey'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "sessionKey") || (key0 === "limit"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.sessionKey !== undefined){
let data0 = data.sessionKey;
if(typeof data0 === "string"){
if(data0.length > 512){
const err2 = {instancePath:"/sessionKey",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/sessionKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/sessionKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.limit !== undefined){
let data1 = data.limit;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
const err5 = {instancePath:"/limit",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err5);
errors++;
}
if(typeof data1 == "number"){
if(data1 > 1000 || isNaN(data1)){
const err6 = {instancePath:"/limit",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"};
vErrors = note(vErrors, err6);
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err7 = {instancePath:"/limit",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err7);
errors++;
}
}
}
}
else {
const err8 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err8);
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}

export const validateChatSendParams = validate21;

function validate21(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sessionKey === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "sessionKey"},message:"must have required property 'sessionKey'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.message === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "message"},message:"must have required property 'message'"};
vErrors = note(vErrors, err1);
errors++;
}
if(data.idempotencyKey === undefined){
const err2 = {instancePath:"",keyword:"required",params:{missingProperty: "idempotencyKey"},message:"must have required property 'idempotencyKey'"};
vErrors = note(vErrors, err2);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((((((key0 === "sessionKey") || (key0 === "message")) || (key0 === "thinking")) || (key0 === "deliver")) || (key0 === "attachments")) || (key0 === "timeoutMs")) || (key0 === "idempotencyKey"))){
const err3 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.sessionKey !== undefined){
let data0 = data.sessionKey;
if(typeof data0 === "string"){
if(data0.length > 512){
const err4 = {instancePath:"/sessionKey",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err4);
errors++;
}
if(data0.length < 1){
const err5 = {instancePath:"/sessionKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:"/sessionKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.message !== undefined){
let data1 = data.message;
if(typeof data1 === "string"){
if(data1.length > 262144){
const err7 = {instancePath:"/message",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
vErrors = note(vErrors, err7);
errors++;
}
}
else {
const err8 = {instancePath:"/message",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.thinking !== undefined){
let data2 = data.thinking;
if(typeof data2 === "string"){
if(data2.length > 256){
const err9 = {instancePath:"/thinking",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err9);
errors++;
}
}
else {
const err10 = {instancePath:"/thinking",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err10);
errors++;
}
}
if(data.deliver !== undefined){
if(typeof data.deliver !== "boolean"){
const err11 = {instancePath:"/deliver",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err11);
errors++;
}
}
if(data.attachments !== undefined){
let data4 = data.attachments;
if(Array.isArray(data4)){
if(data4.length > 16){
const err12 = {instancePath:"/attachments",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
vErrors = note(vErrors, err12);
errors++;
}
}
else {
const err13 = {instancePath:"/attachments",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err13);
errors++;
}
}
if(data.timeoutMs !== undefined){
let data5 = data.timeoutMs;
if(!((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5)))){
const err14 = {instancePath:"/timeoutMs",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err14);
errors++;
}
if(typeof data5 == "number"){
if(data5 > 2147483647 || isNaN(data5)){
const err15 = {instancePath:"/timeoutMs",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
vErrors = note(vErrors, err15);
errors++;
}
if(data5 < 0 || isNaN(data5)){
const err16 = {instancePath:"/timeoutMs",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err16);
errors++;
}
}
}
if(data.idempotencyKey !== undefined){
let data6 = data.idempotencyKey;
if(typeof data6 === "string"){
if(data6.length > 256){
const err17 = {instancePath:"/idempotencyKey",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err17);
errors++;
}
if(data6.length < 1){
const err18 = {instancePath:"/idempotencyKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err18);
errors++;
}
}
else {
const err19 = {instancePath:"/idempotencyKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err19);
errors++;
}
}
}
else {
const err20 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err20);
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

export const validateChatAbortParams = validate22;

function validate22(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sessionKey === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "sessionKey"},message:"must have required property 'sessionKey'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "sessionKey") || (key0 === "runId"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.sessionKey !== undefined){
let data0 = data.sessionKey;
if(typeof data0 === "string"){
if(data0.length > 512){
const err2 = {instancePath:"/sessionKey",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/sessionKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/sessionKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.runId !== undefined){
let data1 = data.runId;
if(typeof data1 === "string"){
if(data1.length > 256){
const err5 = {instancePath:"/runId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err5);
errors++;
}
if(data1.length < 1){
const err6 = {instancePath:"/runId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err6);
errors++;
}
}
else {
const err7 = {instancePath:"/runId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err7);
errors++;
}
}
}
else {
const err8 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err8);
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

export const validateChatInjectParams = validate23;

function validate23(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sessionKey === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "sessionKey"},message:"must have required property 'sessionKey'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.message === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "message"},message:"must have required property 'message'"};
vErrors = note(vErrors, err1);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((key0 === "sessionKey") || (key0 === "message")) || (key0 === "label"))){
const err2 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.sessionKey !== undefined){
let data0 = data.sessionKey;
if(typeof data0 === "string"){
if(data0.length > 512){
const err3 = {instancePath:"/sessionKey",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err3);
errors++;
}
if(data0.length < 1){
const err4 = {instancePath:"/sessionKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/sessionKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.message !== undefined){
let data1 = data.message;
if(typeof data1 === "string"){
if(data1.length > 262144){
const err6 = {instancePath:"/message",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
vErrors = note(vErrors, err6);
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:"/message",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err7);
errors++;
}
}
else {
const err8 = {instancePath:"/message",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.label !== undefined){
let data2 = data.label;
if(typeof data2 === "string"){
if(data2.length > 100){
const err9 = {instancePath:"/label",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"};
vErrors = note(vErrors, err9);
errors++;
}
}
else {
const err10 = {instancePath:"/label",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err10);
errors++;
}
}
}
else {
const err11 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err11);
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}

export const validateConfigSetParams = validate24;

function validate24(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.raw === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "raw"},message:"must have required property 'raw'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((key0 === "raw") || (key0 === "baseHash")) || (key0 === "force"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.raw !== undefined){
let data0 = data.raw;
if(typeof data0 === "string"){
if(data0.length > 1048576){
const err2 = {instancePath:"/raw",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/raw",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/raw",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.baseHash !== undefined){
let data1 = data.baseHash;
if(typeof data1 === "string"){
if(data1.length > 64){
const err5 = {instancePath:"/baseHash",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:"/baseHash",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.force !== undefined){
if(typeof data.force !== "boolean"){
const err7 = {instancePath:"/force",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err7);
errors++;
}
}
}
else {
const err8 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err8);
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}

export const validateConfigApplyParams = validate25;

function validate25(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.raw === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "raw"},message:"must have required property 'raw'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((((((key0 === "raw") || (key0 === "baseHash")) || (key0 === "force")) || (key0 === "sessionKey")) || (key0 === "note")) || (key0 === "restartDelayMs"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.raw !== undefined){
let data0 = data.raw;
if(typeof data0 === "string"){
if(data0.length > 1048576){
const err2 = {instancePath:"/raw",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/raw",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/raw",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.baseHash !== undefined){
let data1 = data.baseHash;
if(typeof data1 === "string"){
if(data1.length > 64){
const err5 = {instancePath:"/baseHash",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:"/baseHash",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.force !== undefined){
if(typeof data.force !== "boolean"){
const err7 = {instancePath:"/force",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.sessionKey !== undefined){
let data3 = data.sessionKey;
if(typeof data3 === "string"){
if(data3.length > 512){
const err8 = {instancePath:"/sessionKey",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err8);
errors++;
}
}
else {
const err9 = {instancePath:"/sessionKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data.note !== undefined){
let data4 = data.note;
if(typeof data4 === "string"){
if(data4.length > 8192){
const err10 = {instancePath:"/note",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err10);
errors++;
}
}
else {
const err11 = {instancePath:"/note",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err11);
errors++;
}
}
if(data.restartDelayMs !== undefined){
let data5 = data.restartDelayMs;
if(!((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5)))){
const err12 = {instancePath:"/restartDelayMs",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err12);
errors++;
}
if(typeof data5 == "number"){
if(data5 < 0 || isNaN(data5)){
const err13 = {instancePath:"/restartDelayMs",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err13);
errors++;
}
}
}
}
else {
const err14 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err14);
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}

export const validateDevicePairApproveParams = validate26;

function validate26(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.requestId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "requestId"},message:"must have required property 'requestId'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(key0 === "requestId")){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.requestId !== undefined){
let data0 = data.requestId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err2 = {instancePath:"/requestId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/requestId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/requestId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
}
else {
const err5 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err5);
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}

export const validateDeviceTokenRotateParams = validate27;

function validate27(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.deviceId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "deviceId"},message:"must have required property 'deviceId'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.role === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "role"},message:"must have required property 'role'"};
vErrors = note(vErrors, err1);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((key0 === "deviceId") || (key0 === "role")) || (key0 === "scopes"))){
const err2 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.deviceId !== undefined){
let data0 = data.deviceId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err3 = {instancePath:"/deviceId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err3);
errors++;
}
if(data0.length < 1){
const err4 = {instancePath:"/deviceId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/deviceId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.role !== undefined){
let data1 = data.role;
if(typeof data1 === "string"){
if(data1.length > 256){
const err6 = {instancePath:"/role",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err6);
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:"/role",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err7);
errors++;
}
}
else {
const err8 = {instancePath:"/role",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.scopes !== undefined){
let data2 = data.scopes;
if(Array.isArray(data2)){
if(data2.length > 64){
const err9 = {instancePath:"/scopes",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
vErrors = note(vErrors, err9);
errors++;
}
const len0 = data2.length;
const from_i0 = errors;
for(let i0=0; i0<len0 && errors - from_i0 < 32; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(data3.length > 256){
const err10 = {instancePath:"/scopes/" + i0,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err10);
errors++;
}
if(data3.length < 1){
const err11 = {instancePath:"/scopes/" + i0,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err11);
errors++;
}
}
else {
const err12 = {instancePath:"/scopes/" + i0,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err12);
errors++;
}
}
}
else {
const err13 = {instancePath:"/scopes",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err13);
errors++;
}
}
}
else {
const err14 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err14);
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}

export const validateDeviceTokenRevokeParams = validate28;

function validate28(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.deviceId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "deviceId"},message:"must have required property 'deviceId'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.role === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "role"},message:"must have required property 'role'"};
vErrors = note(vErrors, err1);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "deviceId") || (key0 === "role"))){
const err2 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.deviceId !== undefined){
let data0 = data.deviceId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err3 = {instancePath:"/deviceId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err3);
errors++;
}
if(data0.length < 1){
const err4 = {instancePath:"/deviceId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/deviceId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.role !== undefined){
let data1 = data.role;
if(typeof data1 === "string"){
if(data1.length > 256){
const err6 = {instancePath:"/role",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err6);
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:"/role",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err7);
errors++;
}
}
else {
const err8 = {instancePath:"/role",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err8);
errors++;
}
}
}
else {
const err9 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err9);
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}

export const validateExecApprovalRequestParams = validate29;
const schema30 = {"type":"object","required":["command"],"properties":{"id":{"type":"string","minLength":1,"maxLength":256},"command":{"type":"string","minLength":1,"maxLength":65536},"cwd":{"type":"string","minLength":1,"maxLength":4096},"host":{"type":"string","minLength":1,"maxLength":256},"security":{"type":"string","minLength":1,"maxLength":256},"ask":{"type":"string","minLength":1,"maxLength":256},"agentId":{"type":"string","minLength":1,"maxLength":256},"resolvedPath":{"type":"string","minLength":1,"maxLength":4096},"sessionKey":{"type":"string","minLength":1,"maxLength":512},"timeoutMs":{"type":"integer","minimum":1,"maximum":600000}},"additionalProperties":false};

function validate29(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.command === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "command"},message:"must have required property 'command'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(func2.call(schema30.properties, key0))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(data0.length > 256){
const err2 = {instancePath:"/id",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/id",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/id",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.command !== undefined){
let data1 = data.command;
if(typeof data1 === "string"){
if(data1.length > 65536){
const err5 = {instancePath:"/command",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
vErrors = note(vErrors, err5);
errors++;
}
if(data1.length < 1){
const err6 = {instancePath:"/command",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err6);
errors++;
}
}
else {
const err7 = {instancePath:"/command",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.cwd !== undefined){
let data2 = data.cwd;
if(typeof data2 === "string"){
if(data2.length > 4096){
const err8 = {instancePath:"/cwd",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err8);
errors++;
}
if(data2.length < 1){
const err9 = {instancePath:"/cwd",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err9);
errors++;
}
}
else {
const err10 = {instancePath:"/cwd",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err10);
errors++;
}
}
if(data.host !== undefined){
let data3 = data.host;
if(typeof data3 === "string"){
if(data3.length > 256){
const err11 = {instancePath:"/host",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err11);
errors++;
}
if(data3.length < 1){
const err12 = {instancePath:"/host",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err12);
errors++;
}
}
else {
const err13 = {instancePath:"/host",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err13);
errors++;
}
}
if(data.security !== undefined){
let data4 = data.security;
if(typeof data4 === "string"){
if(data4.length > 256){
const err14 = {instancePath:"/security",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err14);
errors++;
}
if(data4.length < 1){
const err15 = {instancePath:"/security",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err15);
errors++;
}
}
else {
const err16 = {instancePath:"/security",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err16);
errors++;
}
}
if(data.ask !== undefined){
let data5 = data.ask;
if(typeof data5 === "string"){
if(data5.length > 256){
const err17 = {instancePath:"/ask",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err17);
errors++;
}
if(data5.length < 1){
const err18 = {instancePath:"/ask",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err18);
errors++;
}
}
else {
const err19 = {instancePath:"/ask",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err19);
errors++;
}
}
if(data.agentId !== undefined){
let data6 = data.agentId;
if(typeof data6 === "string"){
if(data6.length > 256){
const err20 = {instancePath:"/agentId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err20);
errors++;
}
if(data6.length < 1){
const err21 = {instancePath:"/agentId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err21);
errors++;
}
}
else {
const err22 = {instancePath:"/agentId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err22);
errors++;
}
}
if(data.resolvedPath !== undefined){
let data7 = data.resolvedPath;
if(typeof data7 === "string"){
if(data7.length > 4096){
const err23 = {instancePath:"/resolvedPath",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err23);
errors++;
}
if(data7.length < 1){
const err24 = {instancePath:"/resolvedPath",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err24);
errors++;
}
}
else {
const err25 = {instancePath:"/resolvedPath",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err25);
errors++;
}
}
if(data.sessionKey !== undefined){
let data8 = data.sessionKey;
if(typeof data8 === "string"){
if(data8.length > 512){
const err26 = {instancePath:"/sessionKey",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err26);
errors++;
}
if(data8.length < 1){
const err27 = {instancePath:"/sessionKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err27);
errors++;
}
}
else {
const err28 = {instancePath:"/sessionKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err28);
errors++;
}
}
if(data.timeoutMs !== undefined){
let data9 = data.timeoutMs;
if(!((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9)))){
const err29 = {instancePath:"/timeoutMs",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err29);
errors++;
}
if(typeof data9 == "number"){
if(data9 > 600000 || isNaN(data9)){
const err30 = {instancePath:"/timeoutMs",keyword:"maximum",params:{comparison: "<=", limit: 600000},message:"must be <= 600000"};
vErrors = note(vErrors, err30);
errors++;
}
if(data9 < 1 || isNaN(data9)){
const err31 = {instancePath:"/timeoutMs",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err31);
errors++;
}
}
}
}
else {
const err32 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err32);
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}

export const validateExecApprovalResolveParams = validate30;
const schema31 = {"type":"object","required":["id","decision"],"properties":{"id":{"type":"string","minLength":1,"maxLength":256},"decision":{"enum":["allow-once","allow-always","deny"]}},"additionalProperties":false};

function validate30(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "id"},message:"must have required property 'id'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.decision === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "decision"},message:"must have required property 'decision'"};
vErrors = note(vErrors, err1);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "id") || (key0 === "decision"))){
const err2 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(data0.length > 256){
const err3 = {instancePath:"/id",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err3);
errors++;
}
if(data0.length < 1){
const err4 = {instancePath:"/id",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/id",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.decision !== undefined){
let data1 = data.decision;
if(!(((data1 === "allow-once") || (data1 === "allow-always")) || (data1 === "deny"))){
const err6 = {instancePath:"/decision",keyword:"enum",params:{allowedValues: schema31.properties.decision.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err6);
errors++;
}
}
}
else {
const err7 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err7);
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}

export const validateExecApprovalsSetParams = validate31;

function validate31(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.file === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "file"},message:"must have required property 'file'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "file") || (key0 === "baseHash"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.file !== undefined){
let data0 = data.file;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
}
else {
const err2 = {instancePath:"/file",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.baseHash !== undefined){
let data1 = data.baseHash;
if(typeof data1 === "string"){
if(data1.length > 256){
const err3 = {instancePath:"/baseHash",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err3);
errors++;
}
if(data1.length < 1){
const err4 = {instancePath:"/baseHash",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/baseHash",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
}
else {
const err6 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err6);
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}

export const validateExecApprovalsNodeGetParams = validate32;

function validate32(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.nodeId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "nodeId"},message:"must have required property 'nodeId'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(key0 === "nodeId")){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.nodeId !== undefined){
let data0 = data.nodeId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err2 = {instancePath:"/nodeId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/nodeId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/nodeId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
}
else {
const err5 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err5);
errors++;
}
validate32.errors = vErrors;
return errors === 0;
}

export const validateExecApprovalsNodeSetParams = validate33;

function validate33(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.nodeId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "nodeId"},message:"must have required property 'nodeId'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.file === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "file"},message:"must have required property 'file'"};
vErrors = note(vErrors, err1);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((key0 === "nodeId") || (key0 === "file")) || (key0 === "baseHash"))){
const err2 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.nodeId !== undefined){
let data0 = data.nodeId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err3 = {instancePath:"/nodeId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err3);
errors++;
}
if(data0.length < 1){
const err4 = {instancePath:"/nodeId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/nodeId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.file !== undefined){
let data1 = data.file;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
}
else {
const err6 = {instancePath:"/file",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.baseHash !== undefined){
let data2 = data.baseHash;
if(typeof data2 === "string"){
if(data2.length > 256){
const err7 = {instancePath:"/baseHash",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err7);
errors++;
}
if(data2.length < 1){
const err8 = {instancePath:"/baseHash",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err8);
errors++;
}
}
else {
const err9 = {instancePath:"/baseHash",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err9);
errors++;
}
}
}
else {
const err10 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err10);
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}

export const validateHealthParams = validate34;

function validate34(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(key0 === "probe")){
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
if(data.probe !== undefined){
if(typeof data.probe !== "boolean"){
const err1 = {instancePath:"/probe",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err1);
errors++;
}
}
}
else {
const err2 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err2);
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}

export const validateLogsTailParams = validate35;

function validate35(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((((key0 === "cursor") || (key0 === "limit")) || (key0 === "maxBytes")) || (key0 === "errors"))){
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
if(data.cursor !== undefined){
let data0 = data.cursor;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
const err1 = {instancePath:"/cursor",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err1);
errors++;
}
if(typeof data0 == "number"){
if(data0 > 9007199254740991 || isNaN(data0)){
const err2 = {instancePath:"/cursor",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0 < 0 || isNaN(data0)){
const err3 = {instancePath:"/cursor",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err3);
errors++;
}
}
}
if(data.limit !== undefined){
let data1 = data.limit;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
const err4 = {instancePath:"/limit",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err4);
errors++;
}
if(typeof data1 == "number"){
if(data1 > 5000 || isNaN(data1)){
const err5 = {instancePath:"/limit",keyword:"maximum",params:{comparison: "<=", limit: 5000},message:"must be <= 5000"};
vErrors = note(vErrors, err5);
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err6 = {instancePath:"/limit",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err6);
errors++;
}
}
}
if(data.maxBytes !== undefined){
let data2 = data.maxBytes;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
const err7 = {instancePath:"/maxBytes",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err7);
errors++;
}
if(typeof data2 == "number"){
if(data2 > 1000000 || isNaN(data2)){
const err8 = {instancePath:"/maxBytes",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
vErrors = note(vErrors, err8);
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err9 = {instancePath:"/maxBytes",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err9);
errors++;
}
}
}
if(data.errors !== undefined){
if(typeof data.errors !== "boolean"){
const err10 = {instancePath:"/errors",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err10);
errors++;
}
}
}
else {
const err11 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err11);
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}

export const validateSendParams = validate36;
const schema37 = {"type":"object","required":["to","message","idempotencyKey"],"properties":{"to":{"type":"string","minLength":1,"maxLength":256},"message":{"type":"string","minLength":1,"maxLength":262144},"mediaUrl":{"type":"string","maxLength":8192},"mediaUrls":{"type":"array","items":{"type":"string","maxLength":8192},"maxItems":16},"gifPlayback":{"type":"boolean"},"channel":{"type":"string","maxLength":256},"accountId":{"type":"string","maxLength":256},"sessionKey":{"type":"string","maxLength":512},"idempotencyKey":{"type":"string","minLength":1,"maxLength":256}},"additionalProperties":false};

function validate36(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "to"},message:"must have required property 'to'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.message === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "message"},message:"must have required property 'message'"};
vErrors = note(vErrors, err1);
errors++;
}
if(data.idempotencyKey === undefined){
const err2 = {instancePath:"",keyword:"required",params:{missingProperty: "idempotencyKey"},message:"must have required property 'idempotencyKey'"};
vErrors = note(vErrors, err2);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(func2.call(schema37.properties, key0))){
const err3 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.to !== undefined){
let data0 = data.to;
if(typeof data0 === "string"){
if(data0.length > 256){
const err4 = {instancePath:"/to",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err4);
errors++;
}
if(data0.length < 1){
const err5 = {instancePath:"/to",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:"/to",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.message !== undefined){
let data1 = data.message;
if(typeof data1 === "string"){
if(data1.length > 262144){
const err7 = {instancePath:"/message",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
vErrors = note(vErrors, err7);
errors++;
}
if(data1.length < 1){
const err8 = {instancePath:"/message",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err8);
errors++;
}
}
else {
const err9 = {instancePath:"/message",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data.mediaUrl !== undefined){
let data2 = data.mediaUrl;
if(typeof data2 === "string"){
if(data2.length > 8192){
const err10 = {instancePath:"/mediaUrl",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err10);
errors++;
}
}
else {
const err11 = {instancePath:"/mediaUrl",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err11);
errors++;
}
}
if(data.mediaUrls !== undefined){
let data3 = data.mediaUrls;
if(Array.isArray(data3)){
if(data3.length > 16){
const err12 = {instancePath:"/mediaUrls",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
vErrors = note(vErrors, err12);
errors++;
}
const len0 = data3.length;
const from_i0 = errors;
for(let i0=0; i0<len0 && errors - from_i0 < 32; i0++){
let data4 = data3[i0];
if(typeof data4 === "string"){
if(data4.length > 8192){
const err13 = {instancePath:"/mediaUrls/" + i0,keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err13);
errors++;
}
}
else {
const err14 = {instancePath:"/mediaUrls/" + i0,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err14);
errors++;
}
}
}
else {
const err15 = {instancePath:"/mediaUrls",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err15);
errors++;
}
}
if(data.gifPlayback !== undefined){
if(typeof data.gifPlayback !== "boolean"){
const err16 = {instancePath:"/gifPlayback",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err16);
errors++;
}
}
if(data.channel !== undefined){
let data6 = data.channel;
if(typeof data6 === "string"){
if(data6.length > 256){
const err17 = {instancePath:"/channel",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err17);
errors++;
}
}
else {
const err18 = {instancePath:"/channel",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err18);
errors++;
}
}
if(data.accountId !== undefined){
let data7 = data.accountId;
if(typeof data7 === "string"){
if(data7.length > 256){
const err19 = {instancePath:"/accountId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err19);
errors++;
}
}
else {
const err20 = {instancePath:"/accountId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err20);
errors++;
}
}
if(data.sessionKey !== undefined){
let data8 = data.sessionKey;
if(typeof data8 === "string"){
if(data8.length > 512){
const err21 = {instancePath:"/sessionKey",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err21);
errors++;
}
}
else {
const err22 = {instancePath:"/sessionKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err22);
errors++;
}
}
if(data.idempotencyKey !== undefined){
let data9 = data.idempotencyKey;
if(typeof data9 === "string"){
if(data9.length > 256){
const err23 = {instancePath:"/idempotencyKey",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err23);
errors++;
}
if(data9.length < 1){
const err24 = {instancePath:"/idempotencyKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err24);
errors++;
}
}
else {
const err25 = {instancePath:"/idempotencyKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err25);
errors++;
}
}
}
else {
const err26 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err26);
errors++;
}
validate36.errors = vErrors;
return errors === 0;
}

export const validatePollParams = validate37;

function validate37(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "to"},message:"must have required property 'to'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.question === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "question"},message:"must have required property 'question'"};
vErrors = note(vErrors, err1);
errors++;
}
if(data.options === undefined){
const err2 = {instancePath:"",keyword:"required",params:{missingProperty: "options"},message:"must have required property 'options'"};
vErrors = note(vErrors, err2);
errors++;
}
if(data.idempotencyKey === undefined){
const err3 = {instancePath:"",keyword:"required",params:{missingProperty: "idempotencyKey"},message:"must have required property 'idempotencyKey'"};
vErrors = note(vErrors, err3);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((((((((key0 === "to") || (key0 === "question")) || (key0 === "options")) || (key0 === "maxSelections")) || (key0 === "durationHours")) || (key0 === "channel")) || (key0 === "accountId")) || (key0 === "idempotencyKey"))){
const err4 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.to !== undefined){
let data0 = data.to;
if(typeof data0 === "string"){
if(data0.length > 256){
const err5 = {instancePath:"/to",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err5);
errors++;
}
if(data0.length < 1){
const err6 = {instancePath:"/to",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err6);
errors++;
}
}
else {
const err7 = {instancePath:"/to",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.question !== undefined){
let data1 = data.question;
if(typeof data1 === "string"){
if(data1.length > 8192){
const err8 = {instancePath:"/question",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err8);
errors++;
}
if(data1.length < 1){
const err9 = {instancePath:"/question",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err9);
errors++;
}
}
else {
const err10 = {instancePath:"/question",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err10);
errors++;
}
}
if(data.options !== undefined){
let data2 = data.options;
if(Array.isArray(data2)){
if(data2.length > 12){
const err11 = {instancePath:"/options",keyword:"maxItems",params:{limit: 12},message:"must NOT have more than 12 items"};
vErrors = note(vErrors, err11);
errors++;
}
if(data2.length < 2){
const err12 = {instancePath:"/options",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"};
vErrors = note(vErrors, err12);
errors++;
}
const len0 = data2.length;
const from_i0 = errors;
for(let i0=0; i0<len0 && errors - from_i0 < 32; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(data3.length > 8192){
const err13 = {instancePath:"/options/" + i0,keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err13);
errors++;
}
if(data3.length < 1){
const err14 = {instancePath:"/options/" + i0,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err14);
errors++;
}
}
else {
const err15 = {instancePath:"/options/" + i0,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err15);
errors++;
}
}
}
else {
const err16 = {instancePath:"/options",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err16);
errors++;
}
}
if(data.maxSelections !== undefined){
let data4 = data.maxSelections;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
const err17 = {instancePath:"/maxSelections",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err17);
errors++;
}
if(typeof data4 == "number"){
if(data4 > 12 || isNaN(data4)){
const err18 = {instancePath:"/maxSelections",keyword:"maximum",params:{comparison: "<=", limit: 12},message:"must be <= 12"};
vErrors = note(vErrors, err18);
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err19 = {instancePath:"/maxSelections",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err19);
errors++;
}
}
}
if(data.durationHours !== undefined){
let data5 = data.durationHours;
if(!((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5)))){
const err20 = {instancePath:"/durationHours",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err20);
errors++;
}
if(typeof data5 == "number"){
if(data5 > 87600 || isNaN(data5)){
const err21 = {instancePath:"/durationHours",keyword:"maximum",params:{comparison: "<=", limit: 87600},message:"must be <= 87600"};
vErrors = note(vErrors, err21);
errors++;
}
if(data5 < 1 || isNaN(data5)){
const err22 = {instancePath:"/durationHours",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err22);
errors++;
}
}
}
if(data.channel !== undefined){
let data6 = data.channel;
if(typeof data6 === "string"){
if(data6.length > 256){
const err23 = {instancePath:"/channel",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err23);
errors++;
}
}
else {
const err24 = {instancePath:"/channel",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err24);
errors++;
}
}
if(data.accountId !== undefined){
let data7 = data.accountId;
if(typeof data7 === "string"){
if(data7.length > 256){
const err25 = {instancePath:"/accountId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err25);
errors++;
}
}
else {
const err26 = {instancePath:"/accountId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err26);
errors++;
}
}
if(data.idempotencyKey !== undefined){
let data8 = data.idempotencyKey;
if(typeof data8 === "string"){
if(data8.length > 256){
const err27 = {instancePath:"/idempotencyKey",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err27);
errors++;
}
if(data8.length < 1){
const err28 = {instancePath:"/idempotencyKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err28);
errors++;
}
}
else {
const err29 = {instancePath:"/idempotencyKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err29);
errors++;
}
}
}
else {
const err30 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err30);
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}

export const validateUsageCostParams = validate38;

function validate38(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(key0 === "days")){
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
if(data.days !== undefined){
let data0 = data.days;
if(typeof data0 == "number"){
if(data0 > 3650 || isNaN(data0)){
const err1 = {instancePath:"/days",keyword:"maximum",params:{comparison: "<=", limit: 3650},message:"must be <= 3650"};
vErrors = note(vErrors, err1);
errors++;
}
if(data0 < 0 || isNaN(data0)){
const err2 = {instancePath:"/days",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err2);
errors++;
}
}
else {
const err3 = {instancePath:"/days",keyword:"type",params:{type: "number"},message:"must be number"};
vErrors = note(vErrors, err3);
errors++;
}
}
}
else {
const err4 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err4);
errors++;
}
validate38.errors = vErrors;
return errors === 0;
}

export const validateNodePairRequestParams = validate39;
const schema40 = {"type":"object","required":["nodeId"],"properties":{"nodeId":{"type":"string","minLength":1,"maxLength":256},"displayName":{"type":"string","minLength":1,"maxLength":256},"platform":{"type":"string","minLength":1,"maxLength":256},"version":{"type":"string","minLength":1,"maxLength":256},"coreVersion":{"type":"string","minLength":1,"maxLength":256},"uiVersion":{"type":"string","minLength":1,"maxLength":256},"deviceFamily":{"type":"string","minLength":1,"maxLength":256},"modelIdentifier":{"type":"string","minLength":1,"maxLength":256},"remoteIp":{"type":"string","minLength":1,"maxLength":256},"caps":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":64},"commands":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":256},"silent":{"type":"boolean"}},"additionalProperties":false};

function validate39(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.nodeId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "nodeId"},message:"must have required property 'nodeId'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(func2.call(schema40.properties, key0))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.nodeId !== undefined){
let data0 = data.nodeId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err2 = {instancePath:"/nodeId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/nodeId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/nodeId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.displayName !== undefined){
let data1 = data.displayName;
if(typeof data1 === "string"){
if(data1.length > 256){
const err5 = {instancePath:"/displayName",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err5);
errors++;
}
if(data1.length < 1){
const err6 = {instancePath:"/displayName",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err6);
errors++;
}
}
else {
const err7 = {instancePath:"/displayName",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.platform !== undefined){
let data2 = data.platform;
if(typeof data2 === "string"){
if(data2.length > 256){
const err8 = {instancePath:"/platform",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err8);
errors++;
}
if(data2.length < 1){
const err9 = {instancePath:"/platform",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err9);
errors++;
}
}
else {
const err10 = {instancePath:"/platform",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err10);
errors++;
}
}
if(data.version !== undefined){
let data3 = data.version;
if(typeof data3 === "string"){
if(data3.length > 256){
const err11 = {instancePath:"/version",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err11);
errors++;
}
if(data3.length < 1){
const err12 = {instancePath:"/version",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err12);
errors++;
}
}
else {
const err13 = {instancePath:"/version",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err13);
errors++;
}
}
if(data.coreVersion !== undefined){
let data4 = data.coreVersion;
if(typeof data4 === "string"){
if(data4.length > 256){
const err14 = {instancePath:"/coreVersion",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err14);
errors++;
}
if(data4.length < 1){
const err15 = {instancePath:"/coreVersion",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err15);
errors++;
}
}
else {
const err16 = {instancePath:"/coreVersion",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err16);
errors++;
}
}
if(data.uiVersion !== undefined){
let data5 = data.uiVersion;
if(typeof data5 === "string"){
if(data5.length > 256){
const err17 = {instancePath:"/uiVersion",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err17);
errors++;
}
if(data5.length < 1){
const err18 = {instancePath:"/uiVersion",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err18);
errors++;
}
}
else {
const err19 = {instancePath:"/uiVersion",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err19);
errors++;
}
}
if(data.deviceFamily !== undefined){
let data6 = data.deviceFamily;
if(typeof data6 === "string"){
if(data6.length > 256){
const err20 = {instancePath:"/deviceFamily",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err20);
errors++;
}
if(data6.length < 1){
const err21 = {instancePath:"/deviceFamily",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err21);
errors++;
}
}
else {
const err22 = {instancePath:"/deviceFamily",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err22);
errors++;
}
}
if(data.modelIdentifier !== undefined){
let data7 = data.modelIdentifier;
if(typeof data7 === "string"){
if(data7.length > 256){
const err23 = {instancePath:"/modelIdentifier",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err23);
errors++;
}
if(data7.length < 1){
const err24 = {instancePath:"/modelIdentifier",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err24);
errors++;
}
}
else {
const err25 = {instancePath:"/modelIdentifier",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err25);
errors++;
}
}
if(data.remoteIp !== undefined){
let data8 = data.remoteIp;
if(typeof data8 === "string"){
if(data8.length > 256){
const err26 = {instancePath:"/remoteIp",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err26);
errors++;
}
if(data8.length < 1){
const err27 = {instancePath:"/remoteIp",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err27);
errors++;
}
}
else {
const err28 = {instancePath:"/remoteIp",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err28);
errors++;
}
}
if(data.caps !== undefined){
let data9 = data.caps;
if(Array.isArray(data9)){
if(data9.length > 64){
const err29 = {instancePath:"/caps",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
vErrors = note(vErrors, err29);
errors++;
}
const len0 = data9.length;
const from_i0 = errors;
for(let i0=0; i0<len0 && errors - from_i0 < 32; i0++){
let data10 = data9[i0];
if(typeof data10 === "string"){
if(data10.length > 256){
const err30 = {instancePath:"/caps/" + i0,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err30);
errors++;
}
if(data10.length < 1){
const err31 = {instancePath:"/caps/" + i0,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err31);
errors++;
}
}
else {
const err32 = {instancePath:"/caps/" + i0,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err32);
errors++;
}
}
}
else {
const err33 = {instancePath:"/caps",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err33);
errors++;
}
}
if(data.commands !== undefined){
let data11 = data.commands;
if(Array.isArray(data11)){
if(data11.length > 256){
const err34 = {instancePath:"/commands",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
vErrors = note(vErrors, err34);
errors++;
}
const len1 = data11.length;
const from_i1 = errors;
for(let i1=0; i1<len1 && errors - from_i1 < 32; i1++){
let data12 = data11[i1];
if(typeof data12 === "string"){
if(data12.length > 256){
const err35 = {instancePath:"/commands/" + i1,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err35);
errors++;
}
if(data12.length < 1){
const err36 = {instancePath:"/commands/" + i1,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err36);
errors++;
}
}
else {
const err37 = {instancePath:"/commands/" + i1,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err37);
errors++;
}
}
}
else {
const err38 = {instancePath:"/commands",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err38);
errors++;
}
}
if(data.silent !== undefined){
if(typeof data.silent !== "boolean"){
const err39 = {instancePath:"/silent",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err39);
errors++;
}
}
}
else {
const err40 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err40);
errors++;
}
validate39.errors = vErrors;
return errors === 0;
}

export const validateNodePairVerifyParams = validate40;

function validate40(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.nodeId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "nodeId"},message:"must have required property 'nodeId'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.token === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "token"},message:"must have required property 'token'"};
vErrors = note(vErrors, err1);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "nodeId") || (key0 === "token"))){
const err2 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.nodeId !== undefined){
let data0 = data.nodeId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err3 = {instancePath:"/nodeId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err3);
errors++;
}
if(data0.length < 1){
const err4 = {instancePath:"/nodeId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/nodeId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.token !== undefined){
let data1 = data.token;
if(typeof data1 === "string"){
if(data1.length > 8192){
const err6 = {instancePath:"/token",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err6);
errors++;
}
}
else {
const err7 = {instancePath:"/token",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err7);
errors++;
}
}
}
else {
const err8 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err8);
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}

export const validateNodeRenameParams = validate41;

function validate41(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.nodeId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "nodeId"},message:"must have required property 'nodeId'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.displayName === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "displayName"},message:"must have required property 'displayName'"};
vErrors = note(vErrors, err1);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "nodeId") || (key0 === "displayName"))){
const err2 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.nodeId !== undefined){
let data0 = data.nodeId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err3 = {instancePath:"/nodeId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err3);
errors++;
}
if(data0.length < 1){
const err4 = {instancePath:"/nodeId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/nodeId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.displayName !== undefined){
let data1 = data.displayName;
if(typeof data1 === "string"){
if(data1.length > 256){
const err6 = {instancePath:"/displayName",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err6);
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:"/displayName",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err7);
errors++;
}
}
else {
const err8 = {instancePath:"/displayName",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err8);
errors++;
}
}
}
else {
const err9 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err9);
errors++;
}
validate41.errors = vErrors;
return errors === 0;
}

export const validateNodeInvokeParams = validate42;

function validate42(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.nodeId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "nodeId"},message:"must have required property 'nodeId'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.command === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "command"},message:"must have required property 'command'"};
vErrors = note(vErrors, err1);
errors++;
}
if(data.idempotencyKey === undefined){
const err2 = {instancePath:"",keyword:"required",params:{missingProperty: "idempotencyKey"},message:"must have required property 'idempotencyKey'"};
vErrors = note(vErrors, err2);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((((key0 === "nodeId") || (key0 === "command")) || (key0 === "params")) || (key0 === "timeoutMs")) || (key0 === "idempotencyKey"))){
const err3 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.nodeId !== undefined){
let data0 = data.nodeId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err4 = {instancePath:"/nodeId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err4);
errors++;
}
if(data0.length < 1){
const err5 = {instancePath:"/nodeId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:"/nodeId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.command !== undefined){
let data1 = data.command;
if(typeof data1 === "string"){
if(data1.length > 256){
const err7 = {instancePath:"/command",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err7);
errors++;
}
}
else {
const err8 = {instancePath:"/command",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.timeoutMs !== undefined){
let data2 = data.timeoutMs;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
const err9 = {instancePath:"/timeoutMs",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err9);
errors++;
}
if(typeof data2 == "number"){
if(data2 > 2147483647 || isNaN(data2)){
const err10 = {instancePath:"/timeoutMs",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
vErrors = note(vErrors, err10);
errors++;
}
if(data2 < 0 || isNaN(data2)){
const err11 = {instancePath:"/timeoutMs",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err11);
errors++;
}
}
}
if(data.idempotencyKey !== undefined){
let data3 = data.idempotencyKey;
if(typeof data3 === "string"){
if(data3.length > 256){
const err12 = {instancePath:"/idempotencyKey",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err12);
errors++;
}
if(data3.length < 1){
const err13 = {instancePath:"/idempotencyKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err13);
errors++;
}
}
else {
const err14 = {instancePath:"/idempotencyKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err14);
errors++;
}
}
}
else {
const err15 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err15);
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}

export const validateNodeInvokeResultParams = validate43;

function validate43(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "id"},message:"must have required property 'id'"};
vErrors = note(vErrors, err0);
errors++;
}
if(data.nodeId === undefined){
const err1 = {instancePath:"",keyword:"required",params:{missingProperty: "nodeId"},message:"must have required property 'nodeId'"};
vErrors = note(vErrors, err1);
errors++;
}
if(data.ok === undefined){
const err2 = {instancePath:"",keyword:"required",params:{missingProperty: "ok"},message:"must have required property 'ok'"};
vErrors = note(vErrors, err2);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((((((key0 === "id") || (key0 === "nodeId")) || (key0 === "ok")) || (key0 === "payload")) || (key0 === "payloadJSON")) || (key0 === "error"))){
const err3 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(data0.length > 256){
const err4 = {instancePath:"/id",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err4);
errors++;
}
if(data0.length < 1){
const err5 = {instancePath:"/id",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:"/id",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.nodeId !== undefined){
let data1 = data.nodeId;
if(typeof data1 === "string"){
if(data1.length > 256){
const err7 = {instancePath:"/nodeId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err7);
errors++;
}
if(data1.length < 1){
const err8 = {instancePath:"/nodeId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err8);
errors++;
}
}
else {
const err9 = {instancePath:"/nodeId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data.ok !== undefined){
if(typeof data.ok !== "boolean"){
const err10 = {instancePath:"/ok",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err10);
errors++;
}
}
if(data.payloadJSON !== undefined){
let data3 = data.payloadJSON;
if(typeof data3 === "string"){
if(data3.length > 524288){
const err11 = {instancePath:"/payloadJSON",keyword:"maxLength",params:{limit: 524288},message:"must NOT have more than 524288 characters"};
vErrors = note(vErrors, err11);
errors++;
}
}
else {
const err12 = {instancePath:"/payloadJSON",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err12);
errors++;
}
}
if(data.error !== undefined){
let data4 = data.error;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
const from_key1 = errors;
for(const key1 in data4){
if(errors - from_key1 >= 32) break;
if(!((key1 === "code") || (key1 === "message"))){
const err13 = {instancePath:"/error",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
vErrors = note(vErrors, err13);
errors++;
}
}
if(data4.code !== undefined){
let data5 = data4.code;
if(typeof data5 === "string"){
if(data5.length > 256){
const err14 = {instancePath:"/error/code",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err14);
errors++;
}
}
else {
const err15 = {instancePath:"/error/code",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err15);
errors++;
}
}
if(data4.message !== undefined){
let data6 = data4.message;
if(typeof data6 === "string"){
if(data6.length > 8192){
const err16 = {instancePath:"/error/message",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err16);
errors++;
}
}
else {
const err17 = {instancePath:"/error/message",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err17);
errors++;
}
}
}
else {
const err18 = {instancePath:"/error",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err18);
errors++;
}
}
}
else {
const err19 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err19);
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}

export const validateNodeEventParams = validate44;

function validate44(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "event"},message:"must have required property 'event'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((key0 === "event") || (key0 === "payload")) || (key0 === "payloadJSON"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.event !== undefined){
let data0 = data.event;
if(typeof data0 === "string"){
if(data0.length > 256){
const err2 = {instancePath:"/event",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/event",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/event",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.payloadJSON !== undefined){
let data1 = data.payloadJSON;
if(typeof data1 === "string"){
if(data1.length > 524288){
const err5 = {instancePath:"/payloadJSON",keyword:"maxLength",params:{limit: 524288},message:"must NOT have more than 524288 characters"};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:"/payloadJSON",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err6);
errors++;
}
}
}
else {
const err7 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err7);
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}

export const validateSessionsPreviewParams = validate45;

function validate45(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.keys === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "keys"},message:"must have required property 'keys'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((key0 === "keys") || (key0 === "limit")) || (key0 === "maxChars"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.keys !== undefined){
let data0 = data.keys;
if(Array.isArray(data0)){
if(data0.length > 1000){
const err2 = {instancePath:"/keys",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/keys",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
vErrors = note(vErrors, err3);
errors++;
}
const len0 = data0.length;
const from_i0 = errors;
for(let i0=0; i0<len0 && errors - from_i0 < 32; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(data1.length > 512){
const err4 = {instancePath:"/keys/" + i0,keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err4);
errors++;
}
if(data1.length < 1){
const err5 = {instancePath:"/keys/" + i0,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:"/keys/" + i0,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err6);
errors++;
}
}
}
else {
const err7 = {instancePath:"/keys",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.limit !== undefined){
let data2 = data.limit;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
const err8 = {instancePath:"/limit",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err8);
errors++;
}
if(typeof data2 == "number"){
if(data2 > 100000 || isNaN(data2)){
const err9 = {instancePath:"/limit",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
vErrors = note(vErrors, err9);
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err10 = {instancePath:"/limit",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err10);
errors++;
}
}
}
if(data.maxChars !== undefined){
let data3 = data.maxChars;
if(!((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3)))){
const err11 = {instancePath:"/maxChars",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err11);
errors++;
}
if(typeof data3 == "number"){
if(data3 > 100000 || isNaN(data3)){
const err12 = {instancePath:"/maxChars",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
vErrors = note(vErrors, err12);
errors++;
}
if(data3 < 20 || isNaN(data3)){
const err13 = {instancePath:"/maxChars",keyword:"minimum",params:{comparison: ">=", limit: 20},message:"must be >= 20"};
vErrors = note(vErrors, err13);
errors++;
}
}
}
}
else {
const err14 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err14);
errors++;
}
validate45.errors = vErrors;
return errors === 0;
}

export const validateSessionsResolveParams = validate46;

function validate46(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(((((((key0 === "key") || (key0 === "sessionId")) || (key0 === "label")) || (key0 === "agentId")) || (key0 === "spawnedBy")) || (key0 === "includeGlobal")) || (key0 === "includeUnknown"))){
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
if(data.key !== undefined){
let data0 = data.key;
if(typeof data0 === "string"){
if(data0.length > 512){
const err1 = {instancePath:"/key",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err1);
errors++;
}
if(data0.length < 1){
const err2 = {instancePath:"/key",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err2);
errors++;
}
}
else {
const err3 = {instancePath:"/key",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.sessionId !== undefined){
let data1 = data.sessionId;
if(typeof data1 === "string"){
if(data1.length > 256){
const err4 = {instancePath:"/sessionId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err4);
errors++;
}
if(data1.length < 1){
const err5 = {instancePath:"/sessionId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:"/sessionId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.label !== undefined){
let data2 = data.label;
if(typeof data2 === "string"){
if(data2.length > 64){
const err7 = {instancePath:"/label",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err7);
errors++;
}
if(data2.length < 1){
const err8 = {instancePath:"/label",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err8);
errors++;
}
}
else {
const err9 = {instancePath:"/label",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data.agentId !== undefined){
let data3 = data.agentId;
if(typeof data3 === "string"){
if(data3.length > 64){
const err10 = {instancePath:"/agentId",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err10);
errors++;
}
if(data3.length < 1){
const err11 = {instancePath:"/agentId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err11);
errors++;
}
}
else {
const err12 = {instancePath:"/agentId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err12);
errors++;
}
}
if(data.spawnedBy !== undefined){
let data4 = data.spawnedBy;
if(typeof data4 === "string"){
if(data4.length > 512){
const err13 = {instancePath:"/spawnedBy",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err13);
errors++;
}
if(data4.length < 1){
const err14 = {instancePath:"/spawnedBy",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err14);
errors++;
}
}
else {
const err15 = {instancePath:"/spawnedBy",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err15);
errors++;
}
}
if(data.includeGlobal !== undefined){
if(typeof data.includeGlobal !== "boolean"){
const err16 = {instancePath:"/includeGlobal",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err16);
errors++;
}
}
if(data.includeUnknown !== undefined){
if(typeof data.includeUnknown !== "boolean"){
const err17 = {instancePath:"/includeUnknown",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err17);
errors++;
}
}
}
else {
const err18 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err18);
errors++;
}
validate46.errors = vErrors;
return errors === 0;
}

export const validateSessionsPatchParams = validate47;
const schema48 = {"type":"object","required":["key"],"properties":{"key":{"type":"string","minLength":1,"maxLength":512},"label":{"anyOf":[{"type":"string","minLength":1,"maxLength":64},{"type":"null"}]},"thinkingLevel":{"anyOf":[{"enum":["off","minimal","low","medium","high","xhigh"]},{"type":"null"}]},"verboseLevel":{"anyOf":[{"enum":["off","on","full"]},{"type":"null"}]},"reasoningLevel":{"anyOf":[{"enum":["off","on","stream"]},{"type":"null"}]},"responseUsage":{"anyOf":[{"enum":["off","tokens","full","on"]},{"type":"null"}]},"elevatedLevel":{"anyOf":[{"enum":["off","on","ask","full"]},{"type":"null"}]},"execHost":{"anyOf":[{"enum":["sandbox","gateway","node"]},{"type":"null"}]},"execSecurity":{"anyOf":[{"enum":["deny","allowlist","full"]},{"type":"null"}]},"execAsk":{"anyOf":[{"enum":["off","on-miss","always"]},{"type":"null"}]},"execNode":{"anyOf":[{"type":"string","minLength":1,"maxLength":256},{"type":"null"}]},"model":{"anyOf":[{"type":"string","minLength":1,"maxLength":256},{"type":"null"}]},"spawnedBy":{"anyOf":[{"type":"string","minLength":1,"maxLength":512},{"type":"null"}]},"sendPolicy":{"anyOf":[{"enum":["allow","deny"]},{"type":"null"}]},"groupActivation":{"anyOf":[{"enum":["mention","always"]},{"type":"null"}]}},"additionalProperties":false};

function validate47(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.key === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "key"},message:"must have required property 'key'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(func2.call(schema48.properties, key0))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.key !== undefined){
let data0 = data.key;
if(typeof data0 === "string"){
if(data0.length > 512){
const err2 = {instancePath:"/key",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/key",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/key",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.label !== undefined){
let data1 = data.label;
const _errs5 = errors;
let valid1 = false;
const _errs6 = errors;
if(typeof data1 === "string"){
if(data1.length > 64){
const err5 = {instancePath:"/label",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err5);
errors++;
}
if(data1.length < 1){
const err6 = {instancePath:"/label",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err6);
errors++;
}
}
else {
const err7 = {instancePath:"/label",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err7);
errors++;
}
var _valid0 = _errs6 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const _errs8 = errors;
if(data1 !== null){
const err8 = {instancePath:"/label",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err8);
errors++;
}
var _valid0 = _errs8 === errors;
valid1 = valid1 || _valid0;
}
if(!valid1){
const err9 = {instancePath:"/label",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err9);
errors++;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
}
if(data.thinkingLevel !== undefined){
let data2 = data.thinkingLevel;
const _errs11 = errors;
let valid2 = false;
const _errs12 = errors;
if(!((((((data2 === "off") || (data2 === "minimal")) || (data2 === "low")) || (data2 === "medium")) || (data2 === "high")) || (data2 === "xhigh"))){
const err10 = {instancePath:"/thinkingLevel",keyword:"enum",params:{allowedValues: schema48.properties.thinkingLevel.anyOf[0].enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err10);
errors++;
}
var _valid1 = _errs12 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
const _errs13 = errors;
if(data2 !== null){
const err11 = {instancePath:"/thinkingLevel",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err11);
errors++;
}
var _valid1 = _errs13 === errors;
valid2 = valid2 || _valid1;
}
if(!valid2){
const err12 = {instancePath:"/thinkingLevel",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err12);
errors++;
}
else {
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
}
}
if(data.verboseLevel !== undefined){
let data3 = data.verboseLevel;
const _errs16 = errors;
let valid3 = false;
const _errs17 = errors;
if(!(((data3 === "off") || (data3 === "on")) || (data3 === "full"))){
const err13 = {instancePath:"/verboseLevel",keyword:"enum",params:{allowedValues: schema48.properties.verboseLevel.anyOf[0].enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err13);
errors++;
}
var _valid2 = _errs17 === errors;
valid3 = valid3 || _valid2;
if(!valid3){
const _errs18 = errors;
if(data3 !== null){
const err14 = {instancePath:"/verboseLevel",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err14);
errors++;
}
var _valid2 = _errs18 === errors;
valid3 = valid3 || _valid2;
}
if(!valid3){
const err15 = {instancePath:"/verboseLevel",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err15);
errors++;
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
}
if(data.reasoningLevel !== undefined){
let data4 = data.reasoningLevel;
const _errs21 = errors;
let valid4 = false;
const _errs22 = errors;
if(!(((data4 === "off") || (data4 === "on")) || (data4 === "stream"))){
const err16 = {instancePath:"/reasoningLevel",keyword:"enum",params:{allowedValues: schema48.properties.reasoningLevel.anyOf[0].enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err16);
errors++;
}
var _valid3 = _errs22 === errors;
valid4 = valid4 || _valid3;
if(!valid4){
const _errs23 = errors;
if(data4 !== null){
const err17 = {instancePath:"/reasoningLevel",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err17);
errors++;
}
var _valid3 = _errs23 === errors;
valid4 = valid4 || _valid3;
}
if(!valid4){
const err18 = {instancePath:"/reasoningLevel",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err18);
errors++;
}
else {
errors = _errs21;
if(vErrors !== null){
if(_errs21){
vErrors.length = _errs21;
}
else {
vErrors = null;
}
}
}
}
if(data.responseUsage !== undefined){
let data5 = data.responseUsage;
const _errs26 = errors;
let valid5 = false;
const _errs27 = errors;
if(!((((data5 === "off") || (data5 === "tokens")) || (data5 === "full")) || (data5 === "on"))){
const err19 = {instancePath:"/responseUsage",keyword:"enum",params:{allowedValues: schema48.properties.responseUsage.anyOf[0].enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err19);
errors++;
}
var _valid4 = _errs27 === errors;
valid5 = valid5 || _valid4;
if(!valid5){
const _errs28 = errors;
if(data5 !== null){
const err20 = {instancePath:"/responseUsage",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err20);
errors++;
}
var _valid4 = _errs28 === errors;
valid5 = valid5 || _valid4;
}
if(!valid5){
const err21 = {instancePath:"/responseUsage",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err21);
errors++;
}
else {
errors = _errs26;
if(vErrors !== null){
if(_errs26){
vErrors.length = _errs26;
}
else {
vErrors = null;
}
}
}
}
if(data.elevatedLevel !== undefined){
let data6 = data.elevatedLevel;
const _errs31 = errors;
let valid6 = false;
const _errs32 = errors;
if(!((((data6 === "off") || (data6 === "on")) || (data6 === "ask")) || (data6 === "full"))){
const err22 = {instancePath:"/elevatedLevel",keyword:"enum",params:{allowedValues: schema48.properties.elevatedLevel.anyOf[0].enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err22);
errors++;
}
var _valid5 = _errs32 === errors;
valid6 = valid6 || _valid5;
if(!valid6){
const _errs33 = errors;
if(data6 !== null){
const err23 = {instancePath:"/elevatedLevel",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err23);
errors++;
}
var _valid5 = _errs33 === errors;
valid6 = valid6 || _valid5;
}
if(!valid6){
const err24 = {instancePath:"/elevatedLevel",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err24);
errors++;
}
else {
errors = _errs31;
if(vErrors !== null){
if(_errs31){
vErrors.length = _errs31;
}
else {
vErrors = null;
}
}
}
}
if(data.execHost !== undefined){
let data7 = data.execHost;
const _errs36 = errors;
let valid7 = false;
const _errs37 = errors;
if(!(((data7 === "sandbox") || (data7 === "gateway")) || (data7 === "node"))){
const err25 = {instancePath:"/execHost",keyword:"enum",params:{allowedValues: schema48.properties.execHost.anyOf[0].enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err25);
errors++;
}
var _valid6 = _errs37 === errors;
valid7 = valid7 || _valid6;
if(!valid7){
const _errs38 = errors;
if(data7 !== null){
const err26 = {instancePath:"/execHost",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err26);
errors++;
}
var _valid6 = _errs38 === errors;
valid7 = valid7 || _valid6;
}
if(!valid7){
const err27 = {instancePath:"/execHost",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err27);
errors++;
}
else {
errors = _errs36;
if(vErrors !== null){
if(_errs36){
vErrors.length = _errs36;
}
else {
vErrors = null;
}
}
}
}
if(data.execSecurity !== undefined){
let data8 = data.execSecurity;
const _errs41 = errors;
let valid8 = false;
const _errs42 = errors;
if(!(((data8 === "deny") || (data8 === "allowlist")) || (data8 === "full"))){
const err28 = {instancePath:"/execSecurity",keyword:"enum",params:{allowedValues: schema48.properties.execSecurity.anyOf[0].enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err28);
errors++;
}
var _valid7 = _errs42 === errors;
valid8 = valid8 || _valid7;
if(!valid8){
const _errs43 = errors;
if(data8 !== null){
const err29 = {instancePath:"/execSecurity",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err29);
errors++;
}
var _valid7 = _errs43 === errors;
valid8 = valid8 || _valid7;
}
if(!valid8){
const err30 = {instancePath:"/execSecurity",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err30);
errors++;
}
else {
errors = _errs41;
if(vErrors !== null){
if(_errs41){
vErrors.length = _errs41;
}
else {
vErrors = null;
}
}
}
}
if(data.execAsk !== undefined){
let data9 = data.execAsk;
const _errs46 = errors;
let valid9 = false;
const _errs47 = errors;
if(!(((data9 === "off") || (data9 === "on-miss")) || (data9 === "always"))){
const err31 = {instancePath:"/execAsk",keyword:"enum",params:{allowedValues: schema48.properties.execAsk.anyOf[0].enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err31);
errors++;
}
var _valid8 = _errs47 === errors;
valid9 = valid9 || _valid8;
if(!valid9){
const _errs48 = errors;
if(data9 !== null){
const err32 = {instancePath:"/execAsk",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err32);
errors++;
}
var _valid8 = _errs48 === errors;
valid9 = valid9 || _valid8;
}
if(!valid9){
const err33 = {instancePath:"/execAsk",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err33);
errors++;
}
else {
errors = _errs46;
if(vErrors !== null){
if(_errs46){
vErrors.length = _errs46;
}
else {
vErrors = null;
}
}
}
}
if(data.execNode !== undefined){
let data10 = data.execNode;
const _errs51 = errors;
let valid10 = false;
const _errs52 = errors;
if(typeof data10 === "string"){
if(data10.length > 256){
const err34 = {instancePath:"/execNode",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err34);
errors++;
}
if(data10.length < 1){
const err35 = {instancePath:"/execNode",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err35);
errors++;
}
}
else {
const err36 = {instancePath:"/execNode",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err36);
errors++;
}
var _valid9 = _errs52 === errors;
valid10 = valid10 || _valid9;
if(!valid10){
const _errs54 = errors;
if(data10 !== null){
const err37 = {instancePath:"/execNode",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err37);
errors++;
}
var _valid9 = _errs54 === errors;
valid10 = valid10 || _valid9;
}
if(!valid10){
const err38 = {instancePath:"/execNode",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err38);
errors++;
}
else {
errors = _errs51;
if(vErrors !== null){
if(_errs51){
vErrors.length = _errs51;
}
else {
vErrors = null;
}
}
}
}
if(data.model !== undefined){
let data11 = data.model;
const _errs57 = errors;
let valid11 = false;
const _errs58 = errors;
if(typeof data11 === "string"){
if(data11.length > 256){
const err39 = {instancePath:"/model",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err39);
errors++;
}
if(data11.length < 1){
const err40 = {instancePath:"/model",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err40);
errors++;
}
}
else {
const err41 = {instancePath:"/model",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err41);
errors++;
}
var _valid10 = _errs58 === errors;
valid11 = valid11 || _valid10;
if(!valid11){
const _errs60 = errors;
if(data11 !== null){
const err42 = {instancePath:"/model",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err42);
errors++;
}
var _valid10 = _errs60 === errors;
valid11 = valid11 || _valid10;
}
if(!valid11){
const err43 = {instancePath:"/model",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err43);
errors++;
}
else {
errors = _errs57;
if(vErrors !== null){
if(_errs57){
vErrors.length = _errs57;
}
else {
vErrors = null;
}
}
}
}
if(data.spawnedBy !== undefined){
let data12 = data.spawnedBy;
const _errs63 = errors;
let valid12 = false;
const _errs64 = errors;
if(typeof data12 === "string"){
if(data12.length > 512){
const err44 = {instancePath:"/spawnedBy",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err44);
errors++;
}
if(data12.length < 1){
const err45 = {instancePath:"/spawnedBy",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err45);
errors++;
}
}
else {
const err46 = {instancePath:"/spawnedBy",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err46);
errors++;
}
var _valid11 = _errs64 === errors;
valid12 = valid12 || _valid11;
if(!valid12){
const _errs66 = errors;
if(data12 !== null){
const err47 = {instancePath:"/spawnedBy",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err47);
errors++;
}
var _valid11 = _errs66 === errors;
valid12 = valid12 || _valid11;
}
if(!valid12){
const err48 = {instancePath:"/spawnedBy",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err48);
errors++;
}
else {
errors = _errs63;
if(vErrors !== null){
if(_errs63){
vErrors.length = _errs63;
}
else {
vErrors = null;
}
}
}
}
if(data.sendPolicy !== undefined){
let data13 = data.sendPolicy;
const _errs69 = errors;
let valid13 = false;
const _errs70 = errors;
if(!((data13 === "allow") || (data13 === "deny"))){
const err49 = {instancePath:"/sendPolicy",keyword:"enum",params:{allowedValues: schema48.properties.sendPolicy.anyOf[0].enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err49);
errors++;
}
var _valid12 = _errs70 === errors;
valid13 = valid13 || _valid12;
if(!valid13){
const _errs71 = errors;
if(data13 !== null){
const err50 = {instancePath:"/sendPolicy",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err50);
errors++;
}
var _valid12 = _errs71 === errors;
valid13 = valid13 || _valid12;
}
if(!valid13){
const err51 = {instancePath:"/sendPolicy",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err51);
errors++;
}
else {
errors = _errs69;
if(vErrors !== null){
if(_errs69){
vErrors.length = _errs69;
}
else {
vErrors = null;
}
}
}
}
if(data.groupActivation !== undefined){
let data14 = data.groupActivation;
const _errs74 = errors;
let valid14 = false;
const _errs75 = errors;
if(!((data14 === "mention") || (data14 === "always"))){
const err52 = {instancePath:"/groupActivation",keyword:"enum",params:{allowedValues: schema48.properties.groupActivation.anyOf[0].enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err52);
errors++;
}
var _valid13 = _errs75 === errors;
valid14 = valid14 || _valid13;
if(!valid14){
const _errs76 = errors;
if(data14 !== null){
const err53 = {instancePath:"/groupActivation",keyword:"type",params:{type: "null"},message:"must be null"};
vErrors = note(vErrors, err53);
errors++;
}
var _valid13 = _errs76 === errors;
valid14 = valid14 || _valid13;
}
if(!valid14){
const err54 = {instancePath:"/groupActivation",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err54);
errors++;
}
else {
errors = _errs74;
if(vErrors !== null){
if(_errs74){
vErrors.length = _errs74;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err55 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err55);
errors++;
}
validate47.errors = vErrors;
return errors === 0;
}

export const validateSessionsResetParams = validate48;

function validate48(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.key === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "key"},message:"must have required property 'key'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(key0 === "key")){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.key !== undefined){
let data0 = data.key;
if(typeof data0 === "string"){
if(data0.length > 512){
const err2 = {instancePath:"/key",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/key",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/key",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
}
else {
const err5 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err5);
errors++;
}
validate48.errors = vErrors;
return errors === 0;
}

export const validateSessionsDeleteParams = validate49;

function validate49(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.key === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "key"},message:"must have required property 'key'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "key") || (key0 === "deleteTranscript"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.key !== undefined){
let data0 = data.key;
if(typeof data0 === "string"){
if(data0.length > 512){
const err2 = {instancePath:"/key",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/key",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/key",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.deleteTranscript !== undefined){
if(typeof data.deleteTranscript !== "boolean"){
const err5 = {instancePath:"/deleteTranscript",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err5);
errors++;
}
}
}
else {
const err6 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err6);
errors++;
}
validate49.errors = vErrors;
return errors === 0;
}

export const validateSessionsCompactParams = validate50;

function validate50(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.key === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "key"},message:"must have required property 'key'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "key") || (key0 === "maxLines"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.key !== undefined){
let data0 = data.key;
if(typeof data0 === "string"){
if(data0.length > 512){
const err2 = {instancePath:"/key",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/key",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/key",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.maxLines !== undefined){
let data1 = data.maxLines;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
const err5 = {instancePath:"/maxLines",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err5);
errors++;
}
if(typeof data1 == "number"){
if(data1 > 1000000 || isNaN(data1)){
const err6 = {instancePath:"/maxLines",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
vErrors = note(vErrors, err6);
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err7 = {instancePath:"/maxLines",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err7);
errors++;
}
}
}
}
else {
const err8 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err8);
errors++;
}
validate50.errors = vErrors;
return errors === 0;
}

export const validateSessionsListParams = validate51;
const schema52 = {"type":"object","properties":{"limit":{"type":"integer","minimum":1,"maximum":100000},"activeMinutes":{"type":"integer","minimum":1,"maximum":525600000},"includeGlobal":{"type":"boolean"},"includeUnknown":{"type":"boolean"},"includeDerivedTitles":{"type":"boolean"},"includeLastMessage":{"type":"boolean"},"label":{"type":"string","minLength":1,"maxLength":64},"spawnedBy":{"type":"string","minLength":1,"maxLength":512},"agentId":{"type":"string","minLength":1,"maxLength":64},"search":{"type":"string","maxLength":256}},"additionalProperties":false};

function validate51(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(func2.call(schema52.properties, key0))){
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
if(data.limit !== undefined){
let data0 = data.limit;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
const err1 = {instancePath:"/limit",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err1);
errors++;
}
if(typeof data0 == "number"){
if(data0 > 100000 || isNaN(data0)){
const err2 = {instancePath:"/limit",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err3 = {instancePath:"/limit",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err3);
errors++;
}
}
}
if(data.activeMinutes !== undefined){
let data1 = data.activeMinutes;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
const err4 = {instancePath:"/activeMinutes",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err4);
errors++;
}
if(typeof data1 == "number"){
if(data1 > 525600000 || isNaN(data1)){
const err5 = {instancePath:"/activeMinutes",keyword:"maximum",params:{comparison: "<=", limit: 525600000},message:"must be <= 525600000"};
vErrors = note(vErrors, err5);
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err6 = {instancePath:"/activeMinutes",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err6);
errors++;
}
}
}
if(data.includeGlobal !== undefined){
if(typeof data.includeGlobal !== "boolean"){
const err7 = {instancePath:"/includeGlobal",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.includeUnknown !== undefined){
if(typeof data.includeUnknown !== "boolean"){
const err8 = {instancePath:"/includeUnknown",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.includeDerivedTitles !== undefined){
if(typeof data.includeDerivedTitles !== "boolean"){
const err9 = {instancePath:"/includeDerivedTitles",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data.includeLastMessage !== undefined){
if(typeof data.includeLastMessage !== "boolean"){
const err10 = {instancePath:"/includeLastMessage",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err10);
errors++;
}
}
if(data.label !== undefined){
let data6 = data.label;
if(typeof data6 === "string"){
if(data6.length > 64){
const err11 = {instancePath:"/label",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err11);
errors++;
}
if(data6.length < 1){
const err12 = {instancePath:"/label",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err12);
errors++;
}
}
else {
const err13 = {instancePath:"/label",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err13);
errors++;
}
}
if(data.spawnedBy !== undefined){
let data7 = data.spawnedBy;
if(typeof data7 === "string"){
if(data7.length > 512){
const err14 = {instancePath:"/spawnedBy",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err14);
errors++;
}
if(data7.length < 1){
const err15 = {instancePath:"/spawnedBy",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err15);
errors++;
}
}
else {
const err16 = {instancePath:"/spawnedBy",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err16);
errors++;
}
}
if(data.agentId !== undefined){
let data8 = data.agentId;
if(typeof data8 === "string"){
if(data8.length > 64){
const err17 = {instancePath:"/agentId",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err17);
errors++;
}
if(data8.length < 1){
const err18 = {instancePath:"/agentId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err18);
errors++;
}
}
else {
const err19 = {instancePath:"/agentId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err19);
errors++;
}
}
if(data.search !== undefined){
let data9 = data.search;
if(typeof data9 === "string"){
if(data9.length > 256){
const err20 = {instancePath:"/search",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err20);
errors++;
}
}
else {
const err21 = {instancePath:"/search",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err21);
errors++;
}
}
}
else {
const err22 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err22);
errors++;
}
validate51.errors = vErrors;
return errors === 0;
}

export const validateWizardStartParams = validate52;
const schema53 = {"type":"object","properties":{"mode":{"enum":["local","remote"]},"workspace":{"type":"string","minLength":1,"maxLength":4096}},"additionalProperties":false};

function validate52(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "mode") || (key0 === "workspace"))){
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
if(data.mode !== undefined){
let data0 = data.mode;
if(!((data0 === "local") || (data0 === "remote"))){
const err1 = {instancePath:"/mode",keyword:"enum",params:{allowedValues: schema53.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.workspace !== undefined){
let data1 = data.workspace;
if(typeof data1 === "string"){
if(data1.length > 4096){
const err2 = {instancePath:"/workspace",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data1.length < 1){
const err3 = {instancePath:"/workspace",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/workspace",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
}
else {
const err5 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err5);
errors++;
}
validate52.errors = vErrors;
return errors === 0;
}

export const validateWizardNextParams = validate53;

function validate53(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sessionId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "sessionId"},message:"must have required property 'sessionId'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "sessionId") || (key0 === "answer"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.sessionId !== undefined){
let data0 = data.sessionId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err2 = {instancePath:"/sessionId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/sessionId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/sessionId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.answer !== undefined){
let data1 = data.answer;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.stepId === undefined){
const err5 = {instancePath:"/answer",keyword:"required",params:{missingProperty: "stepId"},message:"must have required property 'stepId'"};
vErrors = note(vErrors, err5);
errors++;
}
const from_key1 = errors;
for(const key1 in data1){
if(errors - from_key1 >= 32) break;
if(!((key1 === "stepId") || (key1 === "value"))){
const err6 = {instancePath:"/answer",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data1.stepId !== undefined){
let data2 = data1.stepId;
if(typeof data2 === "string"){
if(data2.length > 256){
const err7 = {instancePath:"/answer/stepId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err7);
errors++;
}
if(data2.length < 1){
const err8 = {instancePath:"/answer/stepId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err8);
errors++;
}
}
else {
const err9 = {instancePath:"/answer/stepId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err9);
errors++;
}
}
}
else {
const err10 = {instancePath:"/answer",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err10);
errors++;
}
}
}
else {
const err11 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err11);
errors++;
}
validate53.errors = vErrors;
return errors === 0;
}

export const validateWizardCancelParams = validate54;

function validate54(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sessionId === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "sessionId"},message:"must have required property 'sessionId'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(key0 === "sessionId")){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.sessionId !== undefined){
let data0 = data.sessionId;
if(typeof data0 === "string"){
if(data0.length > 256){
const err2 = {instancePath:"/sessionId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/sessionId",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/sessionId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
}
else {
const err5 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err5);
errors++;
}
validate54.errors = vErrors;
return errors === 0;
}

export const validateQueueListParams = validate55;

function validate55(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(key0 === "limit")){
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
if(data.limit !== undefined){
let data0 = data.limit;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
const err1 = {instancePath:"/limit",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err1);
errors++;
}
if(typeof data0 == "number"){
if(data0 > 1000 || isNaN(data0)){
const err2 = {instancePath:"/limit",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err3 = {instancePath:"/limit",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err3);
errors++;
}
}
}
}
else {
const err4 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err4);
errors++;
}
validate55.errors = vErrors;
return errors === 0;
}

export const validateQueueCancelParams = validate56;

function validate56(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "id"},message:"must have required property 'id'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(key0 === "id")){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(data0.length > 512){
const err2 = {instancePath:"/id",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
vErrors = note(vErrors, err2);
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:"/id",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/id",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
}
else {
const err5 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err5);
errors++;
}
validate56.errors = vErrors;
return errors === 0;
}

export const validateSystemEventParams = validate57;
const schema58 = {"type":"object","required":["text"],"properties":{"text":{"type":"string","maxLength":8192},"deviceId":{"type":"string","maxLength":256},"instanceId":{"type":"string","maxLength":256},"host":{"type":"string","maxLength":256},"ip":{"type":"string","maxLength":256},"mode":{"type":"string","maxLength":256},"version":{"type":"string","maxLength":256},"platform":{"type":"string","maxLength":256},"deviceFamily":{"type":"string","maxLength":256},"modelIdentifier":{"type":"string","maxLength":256},"reason":{"type":"string","maxLength":256},"lastInputSeconds":{"type":"number","minimum":0,"maximum":9007199254740991},"roles":{"type":"array","items":{"type":"string","maxLength":256},"maxItems":64},"scopes":{"type":"array","items":{"type":"string","maxLength":256},"maxItems":64},"tags":{"type":"array","items":{"type":"string","maxLength":256},"maxItems":64}},"additionalProperties":false};

function validate57(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.text === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "text"},message:"must have required property 'text'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(func2.call(schema58.properties, key0))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.text !== undefined){
let data0 = data.text;
if(typeof data0 === "string"){
if(data0.length > 8192){
const err2 = {instancePath:"/text",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
vErrors = note(vErrors, err2);
errors++;
}
}
else {
const err3 = {instancePath:"/text",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.deviceId !== undefined){
let data1 = data.deviceId;
if(typeof data1 === "string"){
if(data1.length > 256){
const err4 = {instancePath:"/deviceId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/deviceId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data.instanceId !== undefined){
let data2 = data.instanceId;
if(typeof data2 === "string"){
if(data2.length > 256){
const err6 = {instancePath:"/instanceId",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err6);
errors++;
}
}
else {
const err7 = {instancePath:"/instanceId",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.host !== undefined){
let data3 = data.host;
if(typeof data3 === "string"){
if(data3.length > 256){
const err8 = {instancePath:"/host",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err8);
errors++;
}
}
else {
const err9 = {instancePath:"/host",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data.ip !== undefined){
let data4 = data.ip;
if(typeof data4 === "string"){
if(data4.length > 256){
const err10 = {instancePath:"/ip",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err10);
errors++;
}
}
else {
const err11 = {instancePath:"/ip",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err11);
errors++;
}
}
if(data.mode !== undefined){
let data5 = data.mode;
if(typeof data5 === "string"){
if(data5.length > 256){
const err12 = {instancePath:"/mode",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err12);
errors++;
}
}
else {
const err13 = {instancePath:"/mode",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err13);
errors++;
}
}
if(data.version !== undefined){
let data6 = data.version;
if(typeof data6 === "string"){
if(data6.length > 256){
const err14 = {instancePath:"/version",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err14);
errors++;
}
}
else {
const err15 = {instancePath:"/version",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err15);
errors++;
}
}
if(data.platform !== undefined){
let data7 = data.platform;
if(typeof data7 === "string"){
if(data7.length > 256){
const err16 = {instancePath:"/platform",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err16);
errors++;
}
}
else {
const err17 = {instancePath:"/platform",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err17);
errors++;
}
}
if(data.deviceFamily !== undefined){
let data8 = data.deviceFamily;
if(typeof data8 === "string"){
if(data8.length > 256){
const err18 = {instancePath:"/deviceFamily",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err18);
errors++;
}
}
else {
const err19 = {instancePath:"/deviceFamily",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err19);
errors++;
}
}
if(data.modelIdentifier !== undefined){
let data9 = data.modelIdentifier;
if(typeof data9 === "string"){
if(data9.length > 256){
const err20 = {instancePath:"/modelIdentifier",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err20);
errors++;
}
}
else {
const err21 = {instancePath:"/modelIdentifier",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err21);
errors++;
}
}
if(data.reason !== undefined){
let data10 = data.reason;
if(typeof data10 === "string"){
if(data10.length > 256){
const err22 = {instancePath:"/reason",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err22);
errors++;
}
}
else {
const err23 = {instancePath:"/reason",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err23);
errors++;
}
}
if(data.lastInputSeconds !== undefined){
let data11 = data.lastInputSeconds;
if(typeof data11 == "number"){
if(data11 > 9007199254740991 || isNaN(data11)){
const err24 = {instancePath:"/lastInputSeconds",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
vErrors = note(vErrors, err24);
errors++;
}
if(data11 < 0 || isNaN(data11)){
const err25 = {instancePath:"/lastInputSeconds",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err25);
errors++;
}
}
else {
const err26 = {instancePath:"/lastInputSeconds",keyword:"type",params:{type: "number"},message:"must be number"};
vErrors = note(vErrors, err26);
errors++;
}
}
if(data.roles !== undefined){
let data12 = data.roles;
if(Array.isArray(data12)){
if(data12.length > 64){
const err27 = {instancePath:"/roles",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
vErrors = note(vErrors, err27);
errors++;
}
const len0 = data12.length;
const from_i0 = errors;
for(let i0=0; i0<len0 && errors - from_i0 < 32; i0++){
let data13 = data12[i0];
if(typeof data13 === "string"){
if(data13.length > 256){
const err28 = {instancePath:"/roles/" + i0,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err28);
errors++;
}
}
else {
const err29 = {instancePath:"/roles/" + i0,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err29);
errors++;
}
}
}
else {
const err30 = {instancePath:"/roles",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err30);
errors++;
}
}
if(data.scopes !== undefined){
let data14 = data.scopes;
if(Array.isArray(data14)){
if(data14.length > 64){
const err31 = {instancePath:"/scopes",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
vErrors = note(vErrors, err31);
errors++;
}
const len1 = data14.length;
const from_i1 = errors;
for(let i1=0; i1<len1 && errors - from_i1 < 32; i1++){
let data15 = data14[i1];
if(typeof data15 === "string"){
if(data15.length > 256){
const err32 = {instancePath:"/scopes/" + i1,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err32);
errors++;
}
}
else {
const err33 = {instancePath:"/scopes/" + i1,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err33);
errors++;
}
}
}
else {
const err34 = {instancePath:"/scopes",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err34);
errors++;
}
}
if(data.tags !== undefined){
let data16 = data.tags;
if(Array.isArray(data16)){
if(data16.length > 64){
const err35 = {instancePath:"/tags",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
vErrors = note(vErrors, err35);
errors++;
}
const len2 = data16.length;
const from_i2 = errors;
for(let i2=0; i2<len2 && errors - from_i2 < 32; i2++){
let data17 = data16[i2];
if(typeof data17 === "string"){
if(data17.length > 256){
const err36 = {instancePath:"/tags/" + i2,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err36);
errors++;
}
}
else {
const err37 = {instancePath:"/tags/" + i2,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err37);
errors++;
}
}
}
else {
const err38 = {instancePath:"/tags",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err38);
errors++;
}
}
}
else {
const err39 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err39);
errors++;
}
validate57.errors = vErrors;
return errors === 0;
}

export const validateVoicewakeSetParams = validate58;

function validate58(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.triggers === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "triggers"},message:"must have required property 'triggers'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(key0 === "triggers")){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.triggers !== undefined){
let data0 = data.triggers;
if(Array.isArray(data0)){
if(data0.length > 32){
const err2 = {instancePath:"/triggers",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
vErrors = note(vErrors, err2);
errors++;
}
const len0 = data0.length;
const from_i0 = errors;
for(let i0=0; i0<len0 && errors - from_i0 < 32; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(data1.length > 64){
const err3 = {instancePath:"/triggers/" + i0,keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/triggers/" + i0,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
}
else {
const err5 = {instancePath:"/triggers",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err5);
errors++;
}
}
}
else {
const err6 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err6);
errors++;
}
validate58.errors = vErrors;
return errors === 0;
}

export const validateTalkModeParams = validate59;

function validate59(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.enabled === undefined){
const err0 = {instancePath:"",keyword:"required",params:{missingProperty: "enabled"},message:"must have required property 'enabled'"};
vErrors = note(vErrors, err0);
errors++;
}
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((key0 === "enabled") || (key0 === "phase"))){
const err1 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.enabled !== undefined){
if(typeof data.enabled !== "boolean"){
const err2 = {instancePath:"/enabled",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.phase !== undefined){
let data1 = data.phase;
if(typeof data1 === "string"){
if(data1.length > 64){
const err3 = {instancePath:"/phase",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:"/phase",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err4);
errors++;
}
}
}
else {
const err5 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err5);
errors++;
}
validate59.errors = vErrors;
return errors === 0;
}
export const validateConfigPatchParams = validateConfigApplyParams;
export const validateConfigSchemaParams = validateAgentsListParams;
export const validateConfigGetParams = validateAgentsListParams;
export const validateDevicePairListParams = validateAgentsListParams;
export const validateDevicePairRejectParams = validateDevicePairApproveParams;
export const validateExecApprovalListParams = validateAgentsListParams;
export const validateExecApprovalsGetParams = validateAgentsListParams;
export const validateStatusParams = validateAgentsListParams;
export const validateModelsListParams = validateAgentsListParams;
export const validateUsageStatusParams = validateAgentsListParams;
export const validateNodePairListParams = validateAgentsListParams;
export const validateNodePairApproveParams = validateDevicePairApproveParams;
export const validateNodePairRejectParams = validateDevicePairApproveParams;
export const validateNodePairRemoveParams = validateExecApprovalsNodeGetParams;
export const validateNodeListParams = validateAgentsListParams;
export const validateNodeDescribeParams = validateExecApprovalsNodeGetParams;
export const validateWizardStatusParams = validateWizardCancelParams;
export const validateQueueResendParams = validateQueueCancelParams;
export const validateSystemPresenceParams = validateAgentsListParams;
export const validateVoicewakeGetParams = validateAgentsListParams;
export const paramValidators = {
  agent: validateAgentParams,
  "agent.wait": validateAgentWaitParams,
  "agent.identity.get": validateAgentIdentityGetParams,
  "agents.list": validateAgentsListParams,
  "channels.status": validateChannelsStatusParams,
  "channels.logout": validateChannelsLogoutParams,
  "chat.history": validateChatHistoryParams,
  "chat.send": validateChatSendParams,
  "chat.abort": validateChatAbortParams,
  "chat.inject": validateChatInjectParams,
  "config.set": validateConfigSetParams,
  "config.apply": validateConfigApplyParams,
  "config.patch": validateConfigPatchParams,
  "config.schema": validateConfigSchemaParams,
  "config.get": validateConfigGetParams,
  "device.pair.list": validateDevicePairListParams,
  "device.pair.approve": validateDevicePairApproveParams,
  "device.pair.reject": validateDevicePairRejectParams,
  "device.token.rotate": validateDeviceTokenRotateParams,
  "device.token.revoke": validateDeviceTokenRevokeParams,
  "exec.approval.request": validateExecApprovalRequestParams,
  "exec.approval.resolve": validateExecApprovalResolveParams,
  "exec.approval.list": validateExecApprovalListParams,
  "exec.approvals.get": validateExecApprovalsGetParams,
  "exec.approvals.set": validateExecApprovalsSetParams,
  "exec.approvals.node.get": validateExecApprovalsNodeGetParams,
  "exec.approvals.node.set": validateExecApprovalsNodeSetParams,
  health: validateHealthParams,
  status: validateStatusParams,
  "logs.tail": validateLogsTailParams,
  send: validateSendParams,
  poll: validatePollParams,
  "models.list": validateModelsListParams,
  "usage.status": validateUsageStatusParams,
  "usage.cost": validateUsageCostParams,
  "node.pair.request": validateNodePairRequestParams,
  "node.pair.list": validateNodePairListParams,
  "node.pair.approve": validateNodePairApproveParams,
  "node.pair.reject": validateNodePairRejectParams,
  "node.pair.verify": validateNodePairVerifyParams,
  "node.pair.remove": validateNodePairRemoveParams,
  "node.rename": validateNodeRenameParams,
  "node.list": validateNodeListParams,
  "node.describe": validateNodeDescribeParams,
  "node.invoke": validateNodeInvokeParams,
  "node.invoke.result": validateNodeInvokeResultParams,
  "node.event": validateNodeEventParams,
  "sessions.preview": validateSessionsPreviewParams,
  "sessions.resolve": validateSessionsResolveParams,
  "sessions.patch": validateSessionsPatchParams,
  "sessions.reset": validateSessionsResetParams,
  "sessions.delete": validateSessionsDeleteParams,
  "sessions.compact": validateSessionsCompactParams,
  "sessions.list": validateSessionsListParams,
  "wizard.start": validateWizardStartParams,
  "wizard.next": validateWizardNextParams,
  "wizard.cancel": validateWizardCancelParams,
  "wizard.status": validateWizardStatusParams,
  "queue.list": validateQueueListParams,
  "queue.cancel": validateQueueCancelParams,
  "queue.resend": validateQueueResendParams,
  "system-presence": validateSystemPresenceParams,
  "system-event": validateSystemEventParams,
  "voicewake.get": validateVoicewakeGetParams,
  "voicewake.set": validateVoicewakeSetParams,
  "talk.mode": validateTalkModeParams,
};
