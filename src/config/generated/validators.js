// Written by `pnpm gen`; edit the declarations instead.
function note(findings, finding) {
  if (findings === null) return [finding];
  findings.push(finding);
  return findings;
}
export const validateConfig = validate10;
const schema11 = {"type":"object","properties":{"env":{"type":"object","required":[],"properties":{"vars":{"type":"object","patternProperties":{"^[A-Za-z_][A-Za-z0-9_]*$":{"type":"string","maxLength":131072}},"additionalProperties":false}},"additionalProperties":{"type":"string","maxLength":131072}},"agents":{"type":"object","properties":{"defaults":{"type":"object","properties":{"model":{"type":"object","required":[],"properties":{"primary":{"type":"string","minLength":1,"maxLength":256},"fallbacks":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":8}},"additionalProperties":false},"models":{"type":"object","additionalProperties":{"type":"object","properties":{"alias":{"type":"string","minLength":1,"maxLength":256}},"additionalProperties":false,"required":[]}},"workspace":{"type":"string","minLength":1},"skipBootstrap":{"type":"boolean"},"bootstrapMaxChars":{"type":"integer","minimum":0,"maximum":200000},"contextTokens":{"type":"integer","minimum":2000,"maximum":2000000},"timeoutSeconds":{"type":"integer","minimum":0,"maximum":86400},"verboseDefault":{"enum":["off","on","full"]},"maxConcurrent":{"type":"integer","minimum":1,"maximum":64},"limits":{"type":"object","required":[],"properties":{"firstTokenSeconds":{"type":"integer","minimum":1,"maximum":86400},"silenceSeconds":{"type":"integer","minimum":1,"maximum":86400},"toolSeconds":{"type":"integer","minimum":1,"maximum":86400},"toolCalls":{"type":"integer","minimum":0,"maximum":1000},"outputChars":{"type":"integer","minimum":1000,"maximum":2000000}},"additionalProperties":false}},"required":[],"additionalProperties":false}},"required":[],"additionalProperties":false},"channels":{"type":"object","properties":{"telegram":{"type":"object","required":[],"properties":{"enabled":{"type":"boolean"},"name":{"type":"string","maxLength":4096},"botToken":{"type":"string","maxLength":4096},"tokenFile":{"type":"string","maxLength":4096},"dmPolicy":{"enum":["allowlist","open","disabled"]},"allowFrom":{"type":"array","items":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","minLength":1,"maxLength":64}]},"maxItems":10000},"replyToMode":{"enum":["off","first","all"]},"textChunkLimit":{"type":"integer","minimum":64,"maximum":4096},"timeoutSeconds":{"type":"integer","minimum":1,"maximum":500},"apiRoot":{"type":"string","maxLength":4096,"pattern":"^https?://[^\\s/?#]+(/[^\\s?#]*)?$"},"uncertainSends":{"enum":["resend","hold"]},"accounts":{"type":"object","patternProperties":{"^[a-z0-9][a-z0-9_-]{0,63}$":{"type":"object","properties":{"enabled":{"type":"boolean"},"name":{"type":"string","maxLength":4096},"botToken":{"type":"string","maxLength":4096},"tokenFile":{"type":"string","maxLength":4096},"dmPolicy":{"enum":["allowlist","open","disabled"]},"allowFrom":{"type":"array","items":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","minLength":1,"maxLength":64}]},"maxItems":10000},"replyToMode":{"enum":["off","first","all"]},"textChunkLimit":{"type":"integer","minimum":64,"maximum":4096},"timeoutSeconds":{"type":"integer","minimum":1,"maximum":500},"apiRoot":{"type":"string","maxLength":4096,"pattern":"^https?://[^\\s/?#]+(/[^\\s?#]*)?$"},"uncertainSends":{"enum":["resend","hold"]}},"additionalProperties":false,"required":[]}},"maxProperties":64,"additionalProperties":false}},"additionalProperties":false,"service":"channels"}},"required":[],"additionalProperties":false},"commands":{"type":"object","properties":{"restart":{"type":"boolean"}},"required":[],"additionalProperties":false},"gateway":{"type":"object","properties":{"mode":{"enum":["local","remote"]},"port":{"type":"integer","minimum":0,"maximum":65535},"bind":{"enum":["loopback","lan","tailnet","auto","custom"]},"customBindHost":{"type":"string","minLength":1,"maxLength":4096},"auth":{"type":"object","properties":{"mode":{"enum":["token","password"]},"token":{"type":"string","minLength":1,"maxLength":4096},"password":{"type":"string","minLength":1,"maxLength":4096}},"additionalProperties":false,"required":[]},"trustedProxies":{"type":"array","items":{"type":"string","minLength":1,"maxLength":64},"maxItems":64},"reload":{"type":"object","required":[],"properties":{"mode":{"enum":["hybrid","hot","restart","off"]},"debounceMs":{"type":"integer","minimum":0,"maximum":60000}},"additionalProperties":false},"config":{"type":"object","required":[],"properties":{"onInvalid":{"enum":["last-good","exit"]}},"additionalProperties":false},"http":{"type":"object","required":[],"properties":{"endpoints":{"type":"object","required":[],"properties":{"chatCompletions":{"type":"object","required":[],"properties":{"enabled":{"type":"boolean"}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false},"tailscale":{"type":"object","required":[],"properties":{"mode":{"enum":["off","serve","funnel"]},"resetOnExit":{"type":"boolean"}},"additionalProperties":false},"remote":{"type":"object","required":[],"properties":{"url":{"type":"string","minLength":1,"maxLength":4096,"pattern":"^wss?://[^\\s]+$"},"token":{"type":"string","minLength":1,"maxLength":4096},"password":{"type":"string","minLength":1,"maxLength":4096},"tlsFingerprint":{"type":"string","minLength":1,"maxLength":4096,"pattern":"^([sS][hH][aA]-?256[:=])?([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$"},"allowPlaintext":{"type":"boolean"}},"additionalProperties":false},"nodes":{"type":"object","properties":{"allowCommands":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":256},"denyCommands":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":256}},"required":[],"additionalProperties":false}},"required":[],"additionalProperties":false},"logging":{"type":"object","properties":{"level":{"enum":["debug","info","warn","error"]},"consoleLevel":{"enum":["debug","info","warn","error"]},"file":{"type":"string","minLength":1,"maxLength":4096},"budgetMb":{"type":"integer","minimum":4,"maximum":65536},"keepDays":{"type":"integer","minimum":1,"maximum":3650}},"required":[],"additionalProperties":false},"models":{"type":"object","properties":{"mode":{"enum":["merge","replace"]},"providers":{"type":"object","patternProperties":{"^[a-z0-9][a-z0-9_-]{0,63}$":{"type":"object","required":[],"properties":{"baseUrl":{"type":"string","pattern":"^https?://[^\\s]+$","maxLength":2000},"apiKey":{"type":"string","minLength":1,"maxLength":4096},"api":{"enum":["openai-completions","openai-responses","anthropic-messages","google-generative-ai"]},"authHeader":{"type":"boolean"},"headers":{"type":"object","additionalProperties":{"type":"string","maxLength":4096}},"models":{"type":"array","items":{"type":"object","required":["id"],"properties":{"id":{"type":"string","minLength":1,"maxLength":200},"name":{"type":"string","maxLength":200},"reasoning":{"type":"boolean"},"input":{"type":"array","items":{"enum":["text","image"]}},"cost":{"type":"object","required":["input","output"],"properties":{"input":{"type":"number"},"output":{"type":"number"},"cacheRead":{"type":"number"},"cacheWrite":{"type":"number"}},"additionalProperties":false},"contextWindow":{"type":"integer","minimum":1000},"maxTokens":{"type":"integer","minimum":1}},"additionalProperties":false},"maxItems":500}},"additionalProperties":false}},"additionalProperties":false}},"required":[],"additionalProperties":false},"session":{"type":"object","properties":{"dmScope":{"enum":["main","per-peer","per-channel-peer","per-account-channel-peer"]}},"required":[],"additionalProperties":false}},"required":[],"additionalProperties":false};
const pattern0 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
const pattern2 = new RegExp("^https?://[^\\s/?#]+(/[^\\s?#]*)?$", "u");
const pattern3 = new RegExp("^[a-z0-9][a-z0-9_-]{0,63}$", "u");
const pattern6 = new RegExp("^wss?://[^\\s]+$", "u");
const pattern7 = new RegExp("^([sS][hH][aA]-?256[:=])?([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$", "u");
const pattern10 = new RegExp("^https?://[^\\s]+$", "u");
const func2 = Object.prototype.hasOwnProperty;

function validate10(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!((((((((key0 === "env") || (key0 === "agents")) || (key0 === "channels")) || (key0 === "commands")) || (key0 === "gateway")) || (key0 === "logging")) || (key0 === "models")) || (key0 === "session"))){
const err0 = {instancePath:"",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
vErrors = note(vErrors, err0);
errors++;
}
}
if(data.env !== undefined){
let data0 = data.env;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
const from_key1 = errors;
for(const key1 in data0){
if(errors - from_key1 >= 32) break;
if(!(key1 === "vars")){
let data1 = data0[key1];
if(typeof data1 === "string"){
if(data1.length > 131072){
const err1 = {instancePath:"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"maxLength",params:{limit: 131072},message:"must NOT have more than 131072 characters"};
vErrors = note(vErrors, err1);
errors++;
}
}
else {
const err2 = {instancePath:"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err2);
errors++;
}
}
}
if(data0.vars !== undefined){
let data2 = data0.vars;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
const from_key2 = errors;
for(const key2 in data2){
if(errors - from_key2 >= 32) break;
if(!(pattern0.test(key2))){
const err3 = {instancePath:"/env/vars",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
vErrors = note(vErrors, err3);
errors++;
}
}
const from_key3 = errors;
for(const key3 in data2){
if(errors - from_key3 >= 32) break;
if(pattern0.test(key3)){
let data3 = data2[key3];
if(typeof data3 === "string"){
if(data3.length > 131072){
const err4 = {instancePath:"/env/vars/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"maxLength",params:{limit: 131072},message:"must NOT have more than 131072 characters"};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:"/env/vars/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err5);
errors++;
}
}
}
}
else {
const err6 = {instancePath:"/env/vars",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err6);
errors++;
}
}
}
else {
const err7 = {instancePath:"/env",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.agents !== undefined){
let data4 = data.agents;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
const from_key4 = errors;
for(const key4 in data4){
if(errors - from_key4 >= 32) break;
if(!(key4 === "defaults")){
const err8 = {instancePath:"/agents",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data4.defaults !== undefined){
let data5 = data4.defaults;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
const from_key5 = errors;
for(const key5 in data5){
if(errors - from_key5 >= 32) break;
if(!(func2.call(schema11.properties.agents.properties.defaults.properties, key5))){
const err9 = {instancePath:"/agents/defaults",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data5.model !== undefined){
let data6 = data5.model;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
const from_key6 = errors;
for(const key6 in data6){
if(errors - from_key6 >= 32) break;
if(!((key6 === "primary") || (key6 === "fallbacks"))){
const err10 = {instancePath:"/agents/defaults/model",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
vErrors = note(vErrors, err10);
errors++;
}
}
if(data6.primary !== undefined){
let data7 = data6.primary;
if(typeof data7 === "string"){
if(data7.length > 256){
const err11 = {instancePath:"/agents/defaults/model/primary",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err11);
errors++;
}
if(data7.length < 1){
const err12 = {instancePath:"/agents/defaults/model/primary",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err12);
errors++;
}
}
else {
const err13 = {instancePath:"/agents/defaults/model/primary",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err13);
errors++;
}
}
if(data6.fallbacks !== undefined){
let data8 = data6.fallbacks;
if(Array.isArray(data8)){
if(data8.length > 8){
const err14 = {instancePath:"/agents/defaults/model/fallbacks",keyword:"maxItems",params:{limit: 8},message:"must NOT have more than 8 items"};
vErrors = note(vErrors, err14);
errors++;
}
const len0 = data8.length;
const from_i0 = errors;
for(let i0=0; i0<len0 && errors - from_i0 < 32; i0++){
let data9 = data8[i0];
if(typeof data9 === "string"){
if(data9.length > 256){
const err15 = {instancePath:"/agents/defaults/model/fallbacks/" + i0,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err15);
errors++;
}
if(data9.length < 1){
const err16 = {instancePath:"/agents/defaults/model/fallbacks/" + i0,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err16);
errors++;
}
}
else {
const err17 = {instancePath:"/agents/defaults/model/fallbacks/" + i0,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err17);
errors++;
}
}
}
else {
const err18 = {instancePath:"/agents/defaults/model/fallbacks",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err18);
errors++;
}
}
}
else {
const err19 = {instancePath:"/agents/defaults/model",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err19);
errors++;
}
}
if(data5.models !== undefined){
let data10 = data5.models;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
const from_key7 = errors;
for(const key7 in data10){
if(errors - from_key7 >= 32) break;
let data11 = data10[key7];
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
const from_key8 = errors;
for(const key8 in data11){
if(errors - from_key8 >= 32) break;
if(!(key8 === "alias")){
const err20 = {instancePath:"/agents/defaults/models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
vErrors = note(vErrors, err20);
errors++;
}
}
if(data11.alias !== undefined){
let data12 = data11.alias;
if(typeof data12 === "string"){
if(data12.length > 256){
const err21 = {instancePath:"/agents/defaults/models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/alias",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err21);
errors++;
}
if(data12.length < 1){
const err22 = {instancePath:"/agents/defaults/models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/alias",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err22);
errors++;
}
}
else {
const err23 = {instancePath:"/agents/defaults/models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/alias",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err23);
errors++;
}
}
}
else {
const err24 = {instancePath:"/agents/defaults/models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err24);
errors++;
}
}
}
else {
const err25 = {instancePath:"/agents/defaults/models",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err25);
errors++;
}
}
if(data5.workspace !== undefined){
let data13 = data5.workspace;
if(typeof data13 === "string"){
if(data13.length < 1){
const err26 = {instancePath:"/agents/defaults/workspace",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err26);
errors++;
}
}
else {
const err27 = {instancePath:"/agents/defaults/workspace",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err27);
errors++;
}
}
if(data5.skipBootstrap !== undefined){
if(typeof data5.skipBootstrap !== "boolean"){
const err28 = {instancePath:"/agents/defaults/skipBootstrap",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err28);
errors++;
}
}
if(data5.bootstrapMaxChars !== undefined){
let data15 = data5.bootstrapMaxChars;
if(!((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15)))){
const err29 = {instancePath:"/agents/defaults/bootstrapMaxChars",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err29);
errors++;
}
if(typeof data15 == "number"){
if(data15 > 200000 || isNaN(data15)){
const err30 = {instancePath:"/agents/defaults/bootstrapMaxChars",keyword:"maximum",params:{comparison: "<=", limit: 200000},message:"must be <= 200000"};
vErrors = note(vErrors, err30);
errors++;
}
if(data15 < 0 || isNaN(data15)){
const err31 = {instancePath:"/agents/defaults/bootstrapMaxChars",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err31);
errors++;
}
}
}
if(data5.contextTokens !== undefined){
let data16 = data5.contextTokens;
if(!((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16)))){
const err32 = {instancePath:"/agents/defaults/contextTokens",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err32);
errors++;
}
if(typeof data16 == "number"){
if(data16 > 2000000 || isNaN(data16)){
const err33 = {instancePath:"/agents/defaults/contextTokens",keyword:"maximum",params:{comparison: "<=", limit: 2000000},message:"must be <= 2000000"};
vErrors = note(vErrors, err33);
errors++;
}
if(data16 < 2000 || isNaN(data16)){
const err34 = {instancePath:"/agents/defaults/contextTokens",keyword:"minimum",params:{comparison: ">=", limit: 2000},message:"must be >= 2000"};
vErrors = note(vErrors, err34);
errors++;
}
}
}
if(data5.timeoutSeconds !== undefined){
let data17 = data5.timeoutSeconds;
if(!((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17)))){
const err35 = {instancePath:"/agents/defaults/timeoutSeconds",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err35);
errors++;
}
if(typeof data17 == "number"){
if(data17 > 86400 || isNaN(data17)){
const err36 = {instancePath:"/agents/defaults/timeoutSeconds",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
vErrors = note(vErrors, err36);
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err37 = {instancePath:"/agents/defaults/timeoutSeconds",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err37);
errors++;
}
}
}
if(data5.verboseDefault !== undefined){
let data18 = data5.verboseDefault;
if(!(((data18 === "off") || (data18 === "on")) || (data18 === "full"))){
const err38 = {instancePath:"/agents/defaults/verboseDefault",keyword:"enum",params:{allowedValues: schema11.properties.agents.properties.defaults.properties.verboseDefault.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err38);
errors++;
}
}
if(data5.maxConcurrent !== undefined){
let data19 = data5.maxConcurrent;
if(!((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19)))){
const err39 = {instancePath:"/agents/defaults/maxConcurrent",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err39);
errors++;
}
if(typeof data19 == "number"){
if(data19 > 64 || isNaN(data19)){
const err40 = {instancePath:"/agents/defaults/maxConcurrent",keyword:"maximum",params:{comparison: "<=", limit: 64},message:"must be <= 64"};
vErrors = note(vErrors, err40);
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err41 = {instancePath:"/agents/defaults/maxConcurrent",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err41);
errors++;
}
}
}
if(data5.limits !== undefined){
let data20 = data5.limits;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
const from_key9 = errors;
for(const key9 in data20){
if(errors - from_key9 >= 32) break;
if(!(((((key9 === "firstTokenSeconds") || (key9 === "silenceSeconds")) || (key9 === "toolSeconds")) || (key9 === "toolCalls")) || (key9 === "outputChars"))){
const err42 = {instancePath:"/agents/defaults/limits",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
vErrors = note(vErrors, err42);
errors++;
}
}
if(data20.firstTokenSeconds !== undefined){
let data21 = data20.firstTokenSeconds;
if(!((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21)))){
const err43 = {instancePath:"/agents/defaults/limits/firstTokenSeconds",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err43);
errors++;
}
if(typeof data21 == "number"){
if(data21 > 86400 || isNaN(data21)){
const err44 = {instancePath:"/agents/defaults/limits/firstTokenSeconds",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
vErrors = note(vErrors, err44);
errors++;
}
if(data21 < 1 || isNaN(data21)){
const err45 = {instancePath:"/agents/defaults/limits/firstTokenSeconds",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err45);
errors++;
}
}
}
if(data20.silenceSeconds !== undefined){
let data22 = data20.silenceSeconds;
if(!((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22)))){
const err46 = {instancePath:"/agents/defaults/limits/silenceSeconds",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err46);
errors++;
}
if(typeof data22 == "number"){
if(data22 > 86400 || isNaN(data22)){
const err47 = {instancePath:"/agents/defaults/limits/silenceSeconds",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
vErrors = note(vErrors, err47);
errors++;
}
if(data22 < 1 || isNaN(data22)){
const err48 = {instancePath:"/agents/defaults/limits/silenceSeconds",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err48);
errors++;
}
}
}
if(data20.toolSeconds !== undefined){
let data23 = data20.toolSeconds;
if(!((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23)))){
const err49 = {instancePath:"/agents/defaults/limits/toolSeconds",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err49);
errors++;
}
if(typeof data23 == "number"){
if(data23 > 86400 || isNaN(data23)){
const err50 = {instancePath:"/agents/defaults/limits/toolSeconds",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
vErrors = note(vErrors, err50);
errors++;
}
if(data23 < 1 || isNaN(data23)){
const err51 = {instancePath:"/agents/defaults/limits/toolSeconds",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err51);
errors++;
}
}
}
if(data20.toolCalls !== undefined){
let data24 = data20.toolCalls;
if(!((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24)))){
const err52 = {instancePath:"/agents/defaults/limits/toolCalls",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err52);
errors++;
}
if(typeof data24 == "number"){
if(data24 > 1000 || isNaN(data24)){
const err53 = {instancePath:"/agents/defaults/limits/toolCalls",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"};
vErrors = note(vErrors, err53);
errors++;
}
if(data24 < 0 || isNaN(data24)){
const err54 = {instancePath:"/agents/defaults/limits/toolCalls",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err54);
errors++;
}
}
}
if(data20.outputChars !== undefined){
let data25 = data20.outputChars;
if(!((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25)))){
const err55 = {instancePath:"/agents/defaults/limits/outputChars",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err55);
errors++;
}
if(typeof data25 == "number"){
if(data25 > 2000000 || isNaN(data25)){
const err56 = {instancePath:"/agents/defaults/limits/outputChars",keyword:"maximum",params:{comparison: "<=", limit: 2000000},message:"must be <= 2000000"};
vErrors = note(vErrors, err56);
errors++;
}
if(data25 < 1000 || isNaN(data25)){
const err57 = {instancePath:"/agents/defaults/limits/outputChars",keyword:"minimum",params:{comparison: ">=", limit: 1000},message:"must be >= 1000"};
vErrors = note(vErrors, err57);
errors++;
}
}
}
}
else {
const err58 = {instancePath:"/agents/defaults/limits",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err58);
errors++;
}
}
}
else {
const err59 = {instancePath:"/agents/defaults",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err59);
errors++;
}
}
}
else {
const err60 = {instancePath:"/agents",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err60);
errors++;
}
}
if(data.channels !== undefined){
let data26 = data.channels;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
const from_key10 = errors;
for(const key10 in data26){
if(errors - from_key10 >= 32) break;
if(!(key10 === "telegram")){
const err61 = {instancePath:"/channels",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
vErrors = note(vErrors, err61);
errors++;
}
}
if(data26.telegram !== undefined){
let data27 = data26.telegram;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
const from_key11 = errors;
for(const key11 in data27){
if(errors - from_key11 >= 32) break;
if(!(func2.call(schema11.properties.channels.properties.telegram.properties, key11))){
const err62 = {instancePath:"/channels/telegram",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
vErrors = note(vErrors, err62);
errors++;
}
}
if(data27.enabled !== undefined){
if(typeof data27.enabled !== "boolean"){
const err63 = {instancePath:"/channels/telegram/enabled",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err63);
errors++;
}
}
if(data27.name !== undefined){
let data29 = data27.name;
if(typeof data29 === "string"){
if(data29.length > 4096){
const err64 = {instancePath:"/channels/telegram/name",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err64);
errors++;
}
}
else {
const err65 = {instancePath:"/channels/telegram/name",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err65);
errors++;
}
}
if(data27.botToken !== undefined){
let data30 = data27.botToken;
if(typeof data30 === "string"){
if(data30.length > 4096){
const err66 = {instancePath:"/channels/telegram/botToken",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err66);
errors++;
}
}
else {
const err67 = {instancePath:"/channels/telegram/botToken",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err67);
errors++;
}
}
if(data27.tokenFile !== undefined){
let data31 = data27.tokenFile;
if(typeof data31 === "string"){
if(data31.length > 4096){
const err68 = {instancePath:"/channels/telegram/tokenFile",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err68);
errors++;
}
}
else {
const err69 = {instancePath:"/channels/telegram/tokenFile",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err69);
errors++;
}
}
if(data27.dmPolicy !== undefined){
let data32 = data27.dmPolicy;
if(!(((data32 === "allowlist") || (data32 === "open")) || (data32 === "disabled"))){
const err70 = {instancePath:"/channels/telegram/dmPolicy",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.dmPolicy.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err70);
errors++;
}
}
if(data27.allowFrom !== undefined){
let data33 = data27.allowFrom;
if(Array.isArray(data33)){
if(data33.length > 10000){
const err71 = {instancePath:"/channels/telegram/allowFrom",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"};
vErrors = note(vErrors, err71);
errors++;
}
const len1 = data33.length;
const from_i1 = errors;
for(let i1=0; i1<len1 && errors - from_i1 < 32; i1++){
let data34 = data33[i1];
const _errs79 = errors;
let valid16 = false;
const _errs80 = errors;
if(!((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34)))){
const err72 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err72);
errors++;
}
if(typeof data34 == "number"){
if(data34 < 1 || isNaN(data34)){
const err73 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err73);
errors++;
}
}
var _valid0 = _errs80 === errors;
valid16 = valid16 || _valid0;
if(!valid16){
const _errs82 = errors;
if(typeof data34 === "string"){
if(data34.length > 64){
const err74 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err74);
errors++;
}
if(data34.length < 1){
const err75 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err75);
errors++;
}
}
else {
const err76 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err76);
errors++;
}
var _valid0 = _errs82 === errors;
valid16 = valid16 || _valid0;
}
if(!valid16){
const err77 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err77);
errors++;
}
else {
errors = _errs79;
if(vErrors !== null){
if(_errs79){
vErrors.length = _errs79;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err78 = {instancePath:"/channels/telegram/allowFrom",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err78);
errors++;
}
}
if(data27.replyToMode !== undefined){
let data35 = data27.replyToMode;
if(!(((data35 === "off") || (data35 === "first")) || (data35 === "all"))){
const err79 = {instancePath:"/channels/telegram/replyToMode",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.replyToMode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err79);
errors++;
}
}
if(data27.textChunkLimit !== undefined){
let data36 = data27.textChunkLimit;
if(!((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36)))){
const err80 = {instancePath:"/channels/telegram/textChunkLimit",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err80);
errors++;
}
if(typeof data36 == "number"){
if(data36 > 4096 || isNaN(data36)){
const err81 = {instancePath:"/channels/telegram/textChunkLimit",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096"};
vErrors = note(vErrors, err81);
errors++;
}
if(data36 < 64 || isNaN(data36)){
const err82 = {instancePath:"/channels/telegram/textChunkLimit",keyword:"minimum",params:{comparison: ">=", limit: 64},message:"must be >= 64"};
vErrors = note(vErrors, err82);
errors++;
}
}
}
if(data27.timeoutSeconds !== undefined){
let data37 = data27.timeoutSeconds;
if(!((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37)))){
const err83 = {instancePath:"/channels/telegram/timeoutSeconds",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err83);
errors++;
}
if(typeof data37 == "number"){
if(data37 > 500 || isNaN(data37)){
const err84 = {instancePath:"/channels/telegram/timeoutSeconds",keyword:"maximum",params:{comparison: "<=", limit: 500},message:"must be <= 500"};
vErrors = note(vErrors, err84);
errors++;
}
if(data37 < 1 || isNaN(data37)){
const err85 = {instancePath:"/channels/telegram/timeoutSeconds",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err85);
errors++;
}
}
}
if(data27.apiRoot !== undefined){
let data38 = data27.apiRoot;
if(typeof data38 === "string"){
if(data38.length > 4096){
const err86 = {instancePath:"/channels/telegram/apiRoot",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err86);
errors++;
}
if(!pattern2.test(data38)){
const err87 = {instancePath:"/channels/telegram/apiRoot",keyword:"pattern",params:{pattern: "^https?://[^\\s/?#]+(/[^\\s?#]*)?$"},message:"must match pattern \""+"^https?://[^\\s/?#]+(/[^\\s?#]*)?$"+"\""};
vErrors = note(vErrors, err87);
errors++;
}
}
else {
const err88 = {instancePath:"/channels/telegram/apiRoot",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err88);
errors++;
}
}
if(data27.uncertainSends !== undefined){
let data39 = data27.uncertainSends;
if(!((data39 === "resend") || (data39 === "hold"))){
const err89 = {instancePath:"/channels/telegram/uncertainSends",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.uncertainSends.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err89);
errors++;
}
}
if(data27.accounts !== undefined){
let data40 = data27.accounts;
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(Object.keys(data40).length > 64){
const err90 = {instancePath:"/channels/telegram/accounts",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
vErrors = note(vErrors, err90);
errors++;
}
const from_key12 = errors;
for(const key12 in data40){
if(errors - from_key12 >= 32) break;
if(!(pattern3.test(key12))){
const err91 = {instancePath:"/channels/telegram/accounts",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
vErrors = note(vErrors, err91);
errors++;
}
}
const from_key13 = errors;
for(const key13 in data40){
if(errors - from_key13 >= 32) break;
if(pattern3.test(key13)){
let data41 = data40[key13];
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
const from_key14 = errors;
for(const key14 in data41){
if(errors - from_key14 >= 32) break;
if(!(func2.call(schema11.properties.channels.properties.telegram.properties.accounts.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties, key14))){
const err92 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
vErrors = note(vErrors, err92);
errors++;
}
}
if(data41.enabled !== undefined){
if(typeof data41.enabled !== "boolean"){
const err93 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/enabled",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err93);
errors++;
}
}
if(data41.name !== undefined){
let data43 = data41.name;
if(typeof data43 === "string"){
if(data43.length > 4096){
const err94 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/name",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err94);
errors++;
}
}
else {
const err95 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/name",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err95);
errors++;
}
}
if(data41.botToken !== undefined){
let data44 = data41.botToken;
if(typeof data44 === "string"){
if(data44.length > 4096){
const err96 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/botToken",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err96);
errors++;
}
}
else {
const err97 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/botToken",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err97);
errors++;
}
}
if(data41.tokenFile !== undefined){
let data45 = data41.tokenFile;
if(typeof data45 === "string"){
if(data45.length > 4096){
const err98 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/tokenFile",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err98);
errors++;
}
}
else {
const err99 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/tokenFile",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err99);
errors++;
}
}
if(data41.dmPolicy !== undefined){
let data46 = data41.dmPolicy;
if(!(((data46 === "allowlist") || (data46 === "open")) || (data46 === "disabled"))){
const err100 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/dmPolicy",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.accounts.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties.dmPolicy.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err100);
errors++;
}
}
if(data41.allowFrom !== undefined){
let data47 = data41.allowFrom;
if(Array.isArray(data47)){
if(data47.length > 10000){
const err101 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"};
vErrors = note(vErrors, err101);
errors++;
}
const len2 = data47.length;
const from_i2 = errors;
for(let i2=0; i2<len2 && errors - from_i2 < 32; i2++){
let data48 = data47[i2];
const _errs110 = errors;
let valid21 = false;
const _errs111 = errors;
if(!((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48)))){
const err102 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err102);
errors++;
}
if(typeof data48 == "number"){
if(data48 < 1 || isNaN(data48)){
const err103 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err103);
errors++;
}
}
var _valid1 = _errs111 === errors;
valid21 = valid21 || _valid1;
if(!valid21){
const _errs113 = errors;
if(typeof data48 === "string"){
if(data48.length > 64){
const err104 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err104);
errors++;
}
if(data48.length < 1){
const err105 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err105);
errors++;
}
}
else {
const err106 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err106);
errors++;
}
var _valid1 = _errs113 === errors;
valid21 = valid21 || _valid1;
}
if(!valid21){
const err107 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err107);
errors++;
}
else {
errors = _errs110;
if(vErrors !== null){
if(_errs110){
vErrors.length = _errs110;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err108 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err108);
errors++;
}
}
if(data41.replyToMode !== undefined){
let data49 = data41.replyToMode;
if(!(((data49 === "off") || (data49 === "first")) || (data49 === "all"))){
const err109 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/replyToMode",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.accounts.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties.replyToMode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err109);
errors++;
}
}
if(data41.textChunkLimit !== undefined){
let data50 = data41.textChunkLimit;
if(!((typeof data50 == "number") && (!(data50 % 1) && !isNaN(data50)))){
const err110 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/textChunkLimit",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err110);
errors++;
}
if(typeof data50 == "number"){
if(data50 > 4096 || isNaN(data50)){
const err111 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/textChunkLimit",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096"};
vErrors = note(vErrors, err111);
errors++;
}
if(data50 < 64 || isNaN(data50)){
const err112 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/textChunkLimit",keyword:"minimum",params:{comparison: ">=", limit: 64},message:"must be >= 64"};
vErrors = note(vErrors, err112);
errors++;
}
}
}
if(data41.timeoutSeconds !== undefined){
let data51 = data41.timeoutSeconds;
if(!((typeof data51 == "number") && (!(data51 % 1) && !isNaN(data51)))){
const err113 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/timeoutSeconds",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err113);
errors++;
}
if(typeof data51 == "number"){
if(data51 > 500 || isNaN(data51)){
const err114 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/timeoutSeconds",keyword:"maximum",params:{comparison: "<=", limit: 500},message:"must be <= 500"};
vErrors = note(vErrors, err114);
errors++;
}
if(data51 < 1 || isNaN(data51)){
const err115 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/timeoutSeconds",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err115);
errors++;
}
}
}
if(data41.apiRoot !== undefined){
let data52 = data41.apiRoot;
if(typeof data52 === "string"){
if(data52.length > 4096){
const err116 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiRoot",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err116);
errors++;
}
if(!pattern2.test(data52)){
const err117 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiRoot",keyword:"pattern",params:{pattern: "^https?://[^\\s/?#]+(/[^\\s?#]*)?$"},message:"must match pattern \""+"^https?://[^\\s/?#]+(/[^\\s?#]*)?$"+"\""};
vErrors = note(vErrors, err117);
errors++;
}
}
else {
const err118 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiRoot",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err118);
errors++;
}
}
if(data41.uncertainSends !== undefined){
let data53 = data41.uncertainSends;
if(!((data53 === "resend") || (data53 === "hold"))){
const err119 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/uncertainSends",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.accounts.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties.uncertainSends.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err119);
errors++;
}
}
}
else {
const err120 = {instancePath:"/channels/telegram/accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err120);
errors++;
}
}
}
}
else {
const err121 = {instancePath:"/channels/telegram/accounts",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err121);
errors++;
}
}
}
else {
const err122 = {instancePath:"/channels/telegram",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err122);
errors++;
}
}
}
else {
const err123 = {instancePath:"/channels",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err123);
errors++;
}
}
if(data.commands !== undefined){
let data54 = data.commands;
if(data54 && typeof data54 == "object" && !Array.isArray(data54)){
const from_key15 = errors;
for(const key15 in data54){
if(errors - from_key15 >= 32) break;
if(!(key15 === "restart")){
const err124 = {instancePath:"/commands",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"};
vErrors = note(vErrors, err124);
errors++;
}
}
if(data54.restart !== undefined){
if(typeof data54.restart !== "boolean"){
const err125 = {instancePath:"/commands/restart",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err125);
errors++;
}
}
}
else {
const err126 = {instancePath:"/commands",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err126);
errors++;
}
}
if(data.gateway !== undefined){
let data56 = data.gateway;
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
const from_key16 = errors;
for(const key16 in data56){
if(errors - from_key16 >= 32) break;
if(!(func2.call(schema11.properties.gateway.properties, key16))){
const err127 = {instancePath:"/gateway",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"};
vErrors = note(vErrors, err127);
errors++;
}
}
if(data56.mode !== undefined){
let data57 = data56.mode;
if(!((data57 === "local") || (data57 === "remote"))){
const err128 = {instancePath:"/gateway/mode",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err128);
errors++;
}
}
if(data56.port !== undefined){
let data58 = data56.port;
if(!((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58)))){
const err129 = {instancePath:"/gateway/port",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err129);
errors++;
}
if(typeof data58 == "number"){
if(data58 > 65535 || isNaN(data58)){
const err130 = {instancePath:"/gateway/port",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
vErrors = note(vErrors, err130);
errors++;
}
if(data58 < 0 || isNaN(data58)){
const err131 = {instancePath:"/gateway/port",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err131);
errors++;
}
}
}
if(data56.bind !== undefined){
let data59 = data56.bind;
if(!(((((data59 === "loopback") || (data59 === "lan")) || (data59 === "tailnet")) || (data59 === "auto")) || (data59 === "custom"))){
const err132 = {instancePath:"/gateway/bind",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.bind.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err132);
errors++;
}
}
if(data56.customBindHost !== undefined){
let data60 = data56.customBindHost;
if(typeof data60 === "string"){
if(data60.length > 4096){
const err133 = {instancePath:"/gateway/customBindHost",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err133);
errors++;
}
if(data60.length < 1){
const err134 = {instancePath:"/gateway/customBindHost",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err134);
errors++;
}
}
else {
const err135 = {instancePath:"/gateway/customBindHost",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err135);
errors++;
}
}
if(data56.auth !== undefined){
let data61 = data56.auth;
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
const from_key17 = errors;
for(const key17 in data61){
if(errors - from_key17 >= 32) break;
if(!(((key17 === "mode") || (key17 === "token")) || (key17 === "password"))){
const err136 = {instancePath:"/gateway/auth",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties"};
vErrors = note(vErrors, err136);
errors++;
}
}
if(data61.mode !== undefined){
let data62 = data61.mode;
if(!((data62 === "token") || (data62 === "password"))){
const err137 = {instancePath:"/gateway/auth/mode",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.auth.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err137);
errors++;
}
}
if(data61.token !== undefined){
let data63 = data61.token;
if(typeof data63 === "string"){
if(data63.length > 4096){
const err138 = {instancePath:"/gateway/auth/token",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err138);
errors++;
}
if(data63.length < 1){
const err139 = {instancePath:"/gateway/auth/token",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err139);
errors++;
}
}
else {
const err140 = {instancePath:"/gateway/auth/token",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err140);
errors++;
}
}
if(data61.password !== undefined){
let data64 = data61.password;
if(typeof data64 === "string"){
if(data64.length > 4096){
const err141 = {instancePath:"/gateway/auth/password",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err141);
errors++;
}
if(data64.length < 1){
const err142 = {instancePath:"/gateway/auth/password",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err142);
errors++;
}
}
else {
const err143 = {instancePath:"/gateway/auth/password",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err143);
errors++;
}
}
}
else {
const err144 = {instancePath:"/gateway/auth",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err144);
errors++;
}
}
if(data56.trustedProxies !== undefined){
let data65 = data56.trustedProxies;
if(Array.isArray(data65)){
if(data65.length > 64){
const err145 = {instancePath:"/gateway/trustedProxies",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
vErrors = note(vErrors, err145);
errors++;
}
const len3 = data65.length;
const from_i3 = errors;
for(let i3=0; i3<len3 && errors - from_i3 < 32; i3++){
let data66 = data65[i3];
if(typeof data66 === "string"){
if(data66.length > 64){
const err146 = {instancePath:"/gateway/trustedProxies/" + i3,keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err146);
errors++;
}
if(data66.length < 1){
const err147 = {instancePath:"/gateway/trustedProxies/" + i3,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err147);
errors++;
}
}
else {
const err148 = {instancePath:"/gateway/trustedProxies/" + i3,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err148);
errors++;
}
}
}
else {
const err149 = {instancePath:"/gateway/trustedProxies",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err149);
errors++;
}
}
if(data56.reload !== undefined){
let data67 = data56.reload;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
const from_key18 = errors;
for(const key18 in data67){
if(errors - from_key18 >= 32) break;
if(!((key18 === "mode") || (key18 === "debounceMs"))){
const err150 = {instancePath:"/gateway/reload",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties"};
vErrors = note(vErrors, err150);
errors++;
}
}
if(data67.mode !== undefined){
let data68 = data67.mode;
if(!((((data68 === "hybrid") || (data68 === "hot")) || (data68 === "restart")) || (data68 === "off"))){
const err151 = {instancePath:"/gateway/reload/mode",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.reload.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err151);
errors++;
}
}
if(data67.debounceMs !== undefined){
let data69 = data67.debounceMs;
if(!((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69)))){
const err152 = {instancePath:"/gateway/reload/debounceMs",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err152);
errors++;
}
if(typeof data69 == "number"){
if(data69 > 60000 || isNaN(data69)){
const err153 = {instancePath:"/gateway/reload/debounceMs",keyword:"maximum",params:{comparison: "<=", limit: 60000},message:"must be <= 60000"};
vErrors = note(vErrors, err153);
errors++;
}
if(data69 < 0 || isNaN(data69)){
const err154 = {instancePath:"/gateway/reload/debounceMs",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err154);
errors++;
}
}
}
}
else {
const err155 = {instancePath:"/gateway/reload",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err155);
errors++;
}
}
if(data56.config !== undefined){
let data70 = data56.config;
if(data70 && typeof data70 == "object" && !Array.isArray(data70)){
const from_key19 = errors;
for(const key19 in data70){
if(errors - from_key19 >= 32) break;
if(!(key19 === "onInvalid")){
const err156 = {instancePath:"/gateway/config",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties"};
vErrors = note(vErrors, err156);
errors++;
}
}
if(data70.onInvalid !== undefined){
let data71 = data70.onInvalid;
if(!((data71 === "last-good") || (data71 === "exit"))){
const err157 = {instancePath:"/gateway/config/onInvalid",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.config.properties.onInvalid.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err157);
errors++;
}
}
}
else {
const err158 = {instancePath:"/gateway/config",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err158);
errors++;
}
}
if(data56.http !== undefined){
let data72 = data56.http;
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
const from_key20 = errors;
for(const key20 in data72){
if(errors - from_key20 >= 32) break;
if(!(key20 === "endpoints")){
const err159 = {instancePath:"/gateway/http",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties"};
vErrors = note(vErrors, err159);
errors++;
}
}
if(data72.endpoints !== undefined){
let data73 = data72.endpoints;
if(data73 && typeof data73 == "object" && !Array.isArray(data73)){
const from_key21 = errors;
for(const key21 in data73){
if(errors - from_key21 >= 32) break;
if(!(key21 === "chatCompletions")){
const err160 = {instancePath:"/gateway/http/endpoints",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties"};
vErrors = note(vErrors, err160);
errors++;
}
}
if(data73.chatCompletions !== undefined){
let data74 = data73.chatCompletions;
if(data74 && typeof data74 == "object" && !Array.isArray(data74)){
const from_key22 = errors;
for(const key22 in data74){
if(errors - from_key22 >= 32) break;
if(!(key22 === "enabled")){
const err161 = {instancePath:"/gateway/http/endpoints/chatCompletions",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties"};
vErrors = note(vErrors, err161);
errors++;
}
}
if(data74.enabled !== undefined){
if(typeof data74.enabled !== "boolean"){
const err162 = {instancePath:"/gateway/http/endpoints/chatCompletions/enabled",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err162);
errors++;
}
}
}
else {
const err163 = {instancePath:"/gateway/http/endpoints/chatCompletions",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err163);
errors++;
}
}
}
else {
const err164 = {instancePath:"/gateway/http/endpoints",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err164);
errors++;
}
}
}
else {
const err165 = {instancePath:"/gateway/http",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err165);
errors++;
}
}
if(data56.tailscale !== undefined){
let data76 = data56.tailscale;
if(data76 && typeof data76 == "object" && !Array.isArray(data76)){
const from_key23 = errors;
for(const key23 in data76){
if(errors - from_key23 >= 32) break;
if(!((key23 === "mode") || (key23 === "resetOnExit"))){
const err166 = {instancePath:"/gateway/tailscale",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties"};
vErrors = note(vErrors, err166);
errors++;
}
}
if(data76.mode !== undefined){
let data77 = data76.mode;
if(!(((data77 === "off") || (data77 === "serve")) || (data77 === "funnel"))){
const err167 = {instancePath:"/gateway/tailscale/mode",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.tailscale.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err167);
errors++;
}
}
if(data76.resetOnExit !== undefined){
if(typeof data76.resetOnExit !== "boolean"){
const err168 = {instancePath:"/gateway/tailscale/resetOnExit",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err168);
errors++;
}
}
}
else {
const err169 = {instancePath:"/gateway/tailscale",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err169);
errors++;
}
}
if(data56.remote !== undefined){
let data79 = data56.remote;
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
const from_key24 = errors;
for(const key24 in data79){
if(errors - from_key24 >= 32) break;
if(!(((((key24 === "url") || (key24 === "token")) || (key24 === "password")) || (key24 === "tlsFingerprint")) || (key24 === "allowPlaintext"))){
const err170 = {instancePath:"/gateway/remote",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties"};
vErrors = note(vErrors, err170);
errors++;
}
}
if(data79.url !== undefined){
let data80 = data79.url;
if(typeof data80 === "string"){
if(data80.length > 4096){
const err171 = {instancePath:"/gateway/remote/url",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err171);
errors++;
}
if(data80.length < 1){
const err172 = {instancePath:"/gateway/remote/url",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err172);
errors++;
}
if(!pattern6.test(data80)){
const err173 = {instancePath:"/gateway/remote/url",keyword:"pattern",params:{pattern: "^wss?://[^\\s]+$"},message:"must match pattern \""+"^wss?://[^\\s]+$"+"\""};
vErrors = note(vErrors, err173);
errors++;
}
}
else {
const err174 = {instancePath:"/gateway/remote/url",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err174);
errors++;
}
}
if(data79.token !== undefined){
let data81 = data79.token;
if(typeof data81 === "string"){
if(data81.length > 4096){
const err175 = {instancePath:"/gateway/remote/token",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err175);
errors++;
}
if(data81.length < 1){
const err176 = {instancePath:"/gateway/remote/token",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err176);
errors++;
}
}
else {
const err177 = {instancePath:"/gateway/remote/token",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err177);
errors++;
}
}
if(data79.password !== undefined){
let data82 = data79.password;
if(typeof data82 === "string"){
if(data82.length > 4096){
const err178 = {instancePath:"/gateway/remote/password",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err178);
errors++;
}
if(data82.length < 1){
const err179 = {instancePath:"/gateway/remote/password",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err179);
errors++;
}
}
else {
const err180 = {instancePath:"/gateway/remote/password",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err180);
errors++;
}
}
if(data79.tlsFingerprint !== undefined){
let data83 = data79.tlsFingerprint;
if(typeof data83 === "string"){
if(data83.length > 4096){
const err181 = {instancePath:"/gateway/remote/tlsFingerprint",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err181);
errors++;
}
if(data83.length < 1){
const err182 = {instancePath:"/gateway/remote/tlsFingerprint",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err182);
errors++;
}
if(!pattern7.test(data83)){
const err183 = {instancePath:"/gateway/remote/tlsFingerprint",keyword:"pattern",params:{pattern: "^([sS][hH][aA]-?256[:=])?([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$"},message:"must match pattern \""+"^([sS][hH][aA]-?256[:=])?([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$"+"\""};
vErrors = note(vErrors, err183);
errors++;
}
}
else {
const err184 = {instancePath:"/gateway/remote/tlsFingerprint",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err184);
errors++;
}
}
if(data79.allowPlaintext !== undefined){
if(typeof data79.allowPlaintext !== "boolean"){
const err185 = {instancePath:"/gateway/remote/allowPlaintext",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err185);
errors++;
}
}
}
else {
const err186 = {instancePath:"/gateway/remote",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err186);
errors++;
}
}
if(data56.nodes !== undefined){
let data85 = data56.nodes;
if(data85 && typeof data85 == "object" && !Array.isArray(data85)){
const from_key25 = errors;
for(const key25 in data85){
if(errors - from_key25 >= 32) break;
if(!((key25 === "allowCommands") || (key25 === "denyCommands"))){
const err187 = {instancePath:"/gateway/nodes",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties"};
vErrors = note(vErrors, err187);
errors++;
}
}
if(data85.allowCommands !== undefined){
let data86 = data85.allowCommands;
if(Array.isArray(data86)){
if(data86.length > 256){
const err188 = {instancePath:"/gateway/nodes/allowCommands",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
vErrors = note(vErrors, err188);
errors++;
}
const len4 = data86.length;
const from_i4 = errors;
for(let i4=0; i4<len4 && errors - from_i4 < 32; i4++){
let data87 = data86[i4];
if(typeof data87 === "string"){
if(data87.length > 256){
const err189 = {instancePath:"/gateway/nodes/allowCommands/" + i4,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err189);
errors++;
}
if(data87.length < 1){
const err190 = {instancePath:"/gateway/nodes/allowCommands/" + i4,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err190);
errors++;
}
}
else {
const err191 = {instancePath:"/gateway/nodes/allowCommands/" + i4,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err191);
errors++;
}
}
}
else {
const err192 = {instancePath:"/gateway/nodes/allowCommands",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err192);
errors++;
}
}
if(data85.denyCommands !== undefined){
let data88 = data85.denyCommands;
if(Array.isArray(data88)){
if(data88.length > 256){
const err193 = {instancePath:"/gateway/nodes/denyCommands",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
vErrors = note(vErrors, err193);
errors++;
}
const len5 = data88.length;
const from_i5 = errors;
for(let i5=0; i5<len5 && errors - from_i5 < 32; i5++){
let data89 = data88[i5];
if(typeof data89 === "string"){
if(data89.length > 256){
const err194 = {instancePath:"/gateway/nodes/denyCommands/" + i5,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err194);
errors++;
}
if(data89.length < 1){
const err195 = {instancePath:"/gateway/nodes/denyCommands/" + i5,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err195);
errors++;
}
}
else {
const err196 = {instancePath:"/gateway/nodes/denyCommands/" + i5,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err196);
errors++;
}
}
}
else {
const err197 = {instancePath:"/gateway/nodes/denyCommands",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err197);
errors++;
}
}
}
else {
const err198 = {instancePath:"/gateway/nodes",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err198);
errors++;
}
}
}
else {
const err199 = {instancePath:"/gateway",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err199);
errors++;
}
}
if(data.logging !== undefined){
let data90 = data.logging;
if(data90 && typeof data90 == "object" && !Array.isArray(data90)){
const from_key26 = errors;
for(const key26 in data90){
if(errors - from_key26 >= 32) break;
if(!(((((key26 === "level") || (key26 === "consoleLevel")) || (key26 === "file")) || (key26 === "budgetMb")) || (key26 === "keepDays"))){
const err200 = {instancePath:"/logging",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties"};
vErrors = note(vErrors, err200);
errors++;
}
}
if(data90.level !== undefined){
let data91 = data90.level;
if(!((((data91 === "debug") || (data91 === "info")) || (data91 === "warn")) || (data91 === "error"))){
const err201 = {instancePath:"/logging/level",keyword:"enum",params:{allowedValues: schema11.properties.logging.properties.level.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err201);
errors++;
}
}
if(data90.consoleLevel !== undefined){
let data92 = data90.consoleLevel;
if(!((((data92 === "debug") || (data92 === "info")) || (data92 === "warn")) || (data92 === "error"))){
const err202 = {instancePath:"/logging/consoleLevel",keyword:"enum",params:{allowedValues: schema11.properties.logging.properties.consoleLevel.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err202);
errors++;
}
}
if(data90.file !== undefined){
let data93 = data90.file;
if(typeof data93 === "string"){
if(data93.length > 4096){
const err203 = {instancePath:"/logging/file",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err203);
errors++;
}
if(data93.length < 1){
const err204 = {instancePath:"/logging/file",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err204);
errors++;
}
}
else {
const err205 = {instancePath:"/logging/file",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err205);
errors++;
}
}
if(data90.budgetMb !== undefined){
let data94 = data90.budgetMb;
if(!((typeof data94 == "number") && (!(data94 % 1) && !isNaN(data94)))){
const err206 = {instancePath:"/logging/budgetMb",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err206);
errors++;
}
if(typeof data94 == "number"){
if(data94 > 65536 || isNaN(data94)){
const err207 = {instancePath:"/logging/budgetMb",keyword:"maximum",params:{comparison: "<=", limit: 65536},message:"must be <= 65536"};
vErrors = note(vErrors, err207);
errors++;
}
if(data94 < 4 || isNaN(data94)){
const err208 = {instancePath:"/logging/budgetMb",keyword:"minimum",params:{comparison: ">=", limit: 4},message:"must be >= 4"};
vErrors = note(vErrors, err208);
errors++;
}
}
}
if(data90.keepDays !== undefined){
let data95 = data90.keepDays;
if(!((typeof data95 == "number") && (!(data95 % 1) && !isNaN(data95)))){
const err209 = {instancePath:"/logging/keepDays",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err209);
errors++;
}
if(typeof data95 == "number"){
if(data95 > 3650 || isNaN(data95)){
const err210 = {instancePath:"/logging/keepDays",keyword:"maximum",params:{comparison: "<=", limit: 3650},message:"must be <= 3650"};
vErrors = note(vErrors, err210);
errors++;
}
if(data95 < 1 || isNaN(data95)){
const err211 = {instancePath:"/logging/keepDays",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err211);
errors++;
}
}
}
}
else {
const err212 = {instancePath:"/logging",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err212);
errors++;
}
}
if(data.models !== undefined){
let data96 = data.models;
if(data96 && typeof data96 == "object" && !Array.isArray(data96)){
const from_key27 = errors;
for(const key27 in data96){
if(errors - from_key27 >= 32) break;
if(!((key27 === "mode") || (key27 === "providers"))){
const err213 = {instancePath:"/models",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties"};
vErrors = note(vErrors, err213);
errors++;
}
}
if(data96.mode !== undefined){
let data97 = data96.mode;
if(!((data97 === "merge") || (data97 === "replace"))){
const err214 = {instancePath:"/models/mode",keyword:"enum",params:{allowedValues: schema11.properties.models.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err214);
errors++;
}
}
if(data96.providers !== undefined){
let data98 = data96.providers;
if(data98 && typeof data98 == "object" && !Array.isArray(data98)){
const from_key28 = errors;
for(const key28 in data98){
if(errors - from_key28 >= 32) break;
if(!(pattern3.test(key28))){
const err215 = {instancePath:"/models/providers",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties"};
vErrors = note(vErrors, err215);
errors++;
}
}
const from_key29 = errors;
for(const key29 in data98){
if(errors - from_key29 >= 32) break;
if(pattern3.test(key29)){
let data99 = data98[key29];
if(data99 && typeof data99 == "object" && !Array.isArray(data99)){
const from_key30 = errors;
for(const key30 in data99){
if(errors - from_key30 >= 32) break;
if(!((((((key30 === "baseUrl") || (key30 === "apiKey")) || (key30 === "api")) || (key30 === "authHeader")) || (key30 === "headers")) || (key30 === "models"))){
const err216 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key30},message:"must NOT have additional properties"};
vErrors = note(vErrors, err216);
errors++;
}
}
if(data99.baseUrl !== undefined){
let data100 = data99.baseUrl;
if(typeof data100 === "string"){
if(data100.length > 2000){
const err217 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/baseUrl",keyword:"maxLength",params:{limit: 2000},message:"must NOT have more than 2000 characters"};
vErrors = note(vErrors, err217);
errors++;
}
if(!pattern10.test(data100)){
const err218 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/baseUrl",keyword:"pattern",params:{pattern: "^https?://[^\\s]+$"},message:"must match pattern \""+"^https?://[^\\s]+$"+"\""};
vErrors = note(vErrors, err218);
errors++;
}
}
else {
const err219 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/baseUrl",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err219);
errors++;
}
}
if(data99.apiKey !== undefined){
let data101 = data99.apiKey;
if(typeof data101 === "string"){
if(data101.length > 4096){
const err220 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiKey",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err220);
errors++;
}
if(data101.length < 1){
const err221 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err221);
errors++;
}
}
else {
const err222 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err222);
errors++;
}
}
if(data99.api !== undefined){
let data102 = data99.api;
if(!((((data102 === "openai-completions") || (data102 === "openai-responses")) || (data102 === "anthropic-messages")) || (data102 === "google-generative-ai"))){
const err223 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/api",keyword:"enum",params:{allowedValues: schema11.properties.models.properties.providers.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties.api.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err223);
errors++;
}
}
if(data99.authHeader !== undefined){
if(typeof data99.authHeader !== "boolean"){
const err224 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/authHeader",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err224);
errors++;
}
}
if(data99.headers !== undefined){
let data104 = data99.headers;
if(data104 && typeof data104 == "object" && !Array.isArray(data104)){
const from_key31 = errors;
for(const key31 in data104){
if(errors - from_key31 >= 32) break;
let data105 = data104[key31];
if(typeof data105 === "string"){
if(data105.length > 4096){
const err225 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/headers/" + key31.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err225);
errors++;
}
}
else {
const err226 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/headers/" + key31.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err226);
errors++;
}
}
}
else {
const err227 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/headers",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err227);
errors++;
}
}
if(data99.models !== undefined){
let data106 = data99.models;
if(Array.isArray(data106)){
if(data106.length > 500){
const err228 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models",keyword:"maxItems",params:{limit: 500},message:"must NOT have more than 500 items"};
vErrors = note(vErrors, err228);
errors++;
}
const len6 = data106.length;
const from_i6 = errors;
for(let i6=0; i6<len6 && errors - from_i6 < 32; i6++){
let data107 = data106[i6];
if(data107 && typeof data107 == "object" && !Array.isArray(data107)){
if(data107.id === undefined){
const err229 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6,keyword:"required",params:{missingProperty: "id"},message:"must have required property 'id'"};
vErrors = note(vErrors, err229);
errors++;
}
const from_key32 = errors;
for(const key32 in data107){
if(errors - from_key32 >= 32) break;
if(!(((((((key32 === "id") || (key32 === "name")) || (key32 === "reasoning")) || (key32 === "input")) || (key32 === "cost")) || (key32 === "contextWindow")) || (key32 === "maxTokens"))){
const err230 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6,keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties"};
vErrors = note(vErrors, err230);
errors++;
}
}
if(data107.id !== undefined){
let data108 = data107.id;
if(typeof data108 === "string"){
if(data108.length > 200){
const err231 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/id",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
vErrors = note(vErrors, err231);
errors++;
}
if(data108.length < 1){
const err232 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/id",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err232);
errors++;
}
}
else {
const err233 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/id",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err233);
errors++;
}
}
if(data107.name !== undefined){
let data109 = data107.name;
if(typeof data109 === "string"){
if(data109.length > 200){
const err234 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/name",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
vErrors = note(vErrors, err234);
errors++;
}
}
else {
const err235 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/name",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err235);
errors++;
}
}
if(data107.reasoning !== undefined){
if(typeof data107.reasoning !== "boolean"){
const err236 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/reasoning",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err236);
errors++;
}
}
if(data107.input !== undefined){
let data111 = data107.input;
if(Array.isArray(data111)){
const len7 = data111.length;
const from_i7 = errors;
for(let i7=0; i7<len7 && errors - from_i7 < 32; i7++){
let data112 = data111[i7];
if(!((data112 === "text") || (data112 === "image"))){
const err237 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/input/" + i7,keyword:"enum",params:{allowedValues: schema11.properties.models.properties.providers.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties.models.items.properties.input.items.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err237);
errors++;
}
}
}
else {
const err238 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/input",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err238);
errors++;
}
}
if(data107.cost !== undefined){
let data113 = data107.cost;
if(data113 && typeof data113 == "object" && !Array.isArray(data113)){
if(data113.input === undefined){
const err239 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/cost",keyword:"required",params:{missingProperty: "input"},message:"must have required property 'input'"};
vErrors = note(vErrors, err239);
errors++;
}
if(data113.output === undefined){
const err240 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/cost",keyword:"required",params:{missingProperty: "output"},message:"must have required property 'output'"};
vErrors = note(vErrors, err240);
errors++;
}
const from_key33 = errors;
for(const key33 in data113){
if(errors - from_key33 >= 32) break;
if(!((((key33 === "input") || (key33 === "output")) || (key33 === "cacheRead")) || (key33 === "cacheWrite"))){
const err241 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/cost",keyword:"additionalProperties",params:{additionalProperty: key33},message:"must NOT have additional properties"};
vErrors = note(vErrors, err241);
errors++;
}
}
if(data113.input !== undefined){
if(!(typeof data113.input == "number")){
const err242 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/cost/input",keyword:"type",params:{type: "number"},message:"must be number"};
vErrors = note(vErrors, err242);
errors++;
}
}
if(data113.output !== undefined){
if(!(typeof data113.output == "number")){
const err243 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/cost/output",keyword:"type",params:{type: "number"},message:"must be number"};
vErrors = note(vErrors, err243);
errors++;
}
}
if(data113.cacheRead !== undefined){
if(!(typeof data113.cacheRead == "number")){
const err244 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/cost/cacheRead",keyword:"type",params:{type: "number"},message:"must be number"};
vErrors = note(vErrors, err244);
errors++;
}
}
if(data113.cacheWrite !== undefined){
if(!(typeof data113.cacheWrite == "number")){
const err245 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/cost/cacheWrite",keyword:"type",params:{type: "number"},message:"must be number"};
vErrors = note(vErrors, err245);
errors++;
}
}
}
else {
const err246 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/cost",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err246);
errors++;
}
}
if(data107.contextWindow !== undefined){
let data118 = data107.contextWindow;
if(!((typeof data118 == "number") && (!(data118 % 1) && !isNaN(data118)))){
const err247 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/contextWindow",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err247);
errors++;
}
if(typeof data118 == "number"){
if(data118 < 1000 || isNaN(data118)){
const err248 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/contextWindow",keyword:"minimum",params:{comparison: ">=", limit: 1000},message:"must be >= 1000"};
vErrors = note(vErrors, err248);
errors++;
}
}
}
if(data107.maxTokens !== undefined){
let data119 = data107.maxTokens;
if(!((typeof data119 == "number") && (!(data119 % 1) && !isNaN(data119)))){
const err249 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/maxTokens",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err249);
errors++;
}
if(typeof data119 == "number"){
if(data119 < 1 || isNaN(data119)){
const err250 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6+"/maxTokens",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err250);
errors++;
}
}
}
}
else {
const err251 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i6,keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err251);
errors++;
}
}
}
else {
const err252 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1")+"/models",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err252);
errors++;
}
}
}
else {
const err253 = {instancePath:"/models/providers/" + key29.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err253);
errors++;
}
}
}
}
else {
const err254 = {instancePath:"/models/providers",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err254);
errors++;
}
}
}
else {
const err255 = {instancePath:"/models",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err255);
errors++;
}
}
if(data.session !== undefined){
let data120 = data.session;
if(data120 && typeof data120 == "object" && !Array.isArray(data120)){
const from_key34 = errors;
for(const key34 in data120){
if(errors - from_key34 >= 32) break;
if(!(key34 === "dmScope")){
const err256 = {instancePath:"/session",keyword:"additionalProperties",params:{additionalProperty: key34},message:"must NOT have additional properties"};
vErrors = note(vErrors, err256);
errors++;
}
}
if(data120.dmScope !== undefined){
let data121 = data120.dmScope;
if(!((((data121 === "main") || (data121 === "per-peer")) || (data121 === "per-channel-peer")) || (data121 === "per-account-channel-peer"))){
const err257 = {instancePath:"/session/dmScope",keyword:"enum",params:{allowedValues: schema11.properties.session.properties.dmScope.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err257);
errors++;
}
}
}
else {
const err258 = {instancePath:"/session",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err258);
errors++;
}
}
}
else {
const err259 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err259);
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
