// Written by `pnpm gen`; edit the declarations instead.
function note(findings, finding) {
  if (findings === null) return [finding];
  findings.push(finding);
  return findings;
}
export const validateConfig = validate10;
const schema11 = {"type":"object","properties":{"env":{"type":"object","required":[],"properties":{"vars":{"type":"object","patternProperties":{"^[A-Za-z_][A-Za-z0-9_]*$":{"type":"string","maxLength":131072}},"additionalProperties":false}},"additionalProperties":{"type":"string","maxLength":131072}},"agents":{"type":"object","properties":{"defaults":{"type":"object","properties":{"model":{"type":"object","required":[],"properties":{"primary":{"type":"string","minLength":1,"maxLength":256},"fallbacks":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":8}},"additionalProperties":false},"models":{"type":"object","additionalProperties":{"type":"object","properties":{"alias":{"type":"string","minLength":1,"maxLength":256}},"additionalProperties":false,"required":[]}},"workspace":{"type":"string","minLength":1},"skipBootstrap":{"type":"boolean"},"bootstrapMaxChars":{"type":"integer","minimum":0,"maximum":200000},"contextTokens":{"type":"integer","minimum":2000,"maximum":2000000},"timeoutSeconds":{"type":"integer","minimum":0,"maximum":86400},"verboseDefault":{"enum":["off","on","full"]},"maxConcurrent":{"type":"integer","minimum":1,"maximum":64},"limits":{"type":"object","required":[],"properties":{"firstTokenSeconds":{"type":"integer","minimum":1,"maximum":86400},"silenceSeconds":{"type":"integer","minimum":1,"maximum":86400},"toolSeconds":{"type":"integer","minimum":1,"maximum":86400},"toolCalls":{"type":"integer","minimum":0,"maximum":1000},"outputChars":{"type":"integer","minimum":1000,"maximum":2000000}},"additionalProperties":false}},"required":[],"additionalProperties":false}},"required":[],"additionalProperties":false},"browser":{"type":"object","properties":{"controlUrl":{"type":"string","maxLength":4096,"pattern":"^https?://[^\\s]+$"},"profiles":{"type":"object","additionalProperties":{"type":"object","properties":{"cdpPort":{"type":"integer","minimum":1,"maximum":65535},"cdpUrl":{"type":"string","maxLength":4096,"pattern":"^(https?|wss?):\\/\\/[^\\s]+$"},"color":{"type":"string","pattern":"^#[0-9A-Fa-f]{6}$"}},"additionalProperties":false,"required":[]}}},"required":[],"additionalProperties":false},"canvasHost":{"type":"object","properties":{"port":{"type":"integer","minimum":0,"maximum":65535}},"required":[],"additionalProperties":false},"channels":{"type":"object","properties":{"telegram":{"type":"object","required":[],"properties":{"enabled":{"type":"boolean"},"name":{"type":"string","maxLength":4096},"botToken":{"type":"string","maxLength":4096},"tokenFile":{"type":"string","maxLength":4096},"dmPolicy":{"enum":["allowlist","open","disabled"]},"allowFrom":{"type":"array","items":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","minLength":1,"maxLength":64}]},"maxItems":10000},"replyToMode":{"enum":["off","first","all"]},"textChunkLimit":{"type":"integer","minimum":64,"maximum":4096},"timeoutSeconds":{"type":"integer","minimum":1,"maximum":500},"apiRoot":{"type":"string","maxLength":4096,"pattern":"^https?://[^\\s/?#]+(/[^\\s?#]*)?$"},"uncertainSends":{"enum":["resend","hold"]},"accounts":{"type":"object","patternProperties":{"^[a-z0-9][a-z0-9_-]{0,63}$":{"type":"object","properties":{"enabled":{"type":"boolean"},"name":{"type":"string","maxLength":4096},"botToken":{"type":"string","maxLength":4096},"tokenFile":{"type":"string","maxLength":4096},"dmPolicy":{"enum":["allowlist","open","disabled"]},"allowFrom":{"type":"array","items":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","minLength":1,"maxLength":64}]},"maxItems":10000},"replyToMode":{"enum":["off","first","all"]},"textChunkLimit":{"type":"integer","minimum":64,"maximum":4096},"timeoutSeconds":{"type":"integer","minimum":1,"maximum":500},"apiRoot":{"type":"string","maxLength":4096,"pattern":"^https?://[^\\s/?#]+(/[^\\s?#]*)?$"},"uncertainSends":{"enum":["resend","hold"]}},"additionalProperties":false,"required":[]}},"maxProperties":64,"additionalProperties":false}},"additionalProperties":false,"service":"channels"}},"required":[],"additionalProperties":false},"commands":{"type":"object","properties":{"restart":{"type":"boolean"}},"required":[],"additionalProperties":false},"gateway":{"type":"object","properties":{"mode":{"enum":["local","remote"]},"port":{"type":"integer","minimum":0,"maximum":65535},"bind":{"enum":["loopback","lan","tailnet","auto","custom"]},"customBindHost":{"type":"string","minLength":1,"maxLength":4096},"auth":{"type":"object","properties":{"mode":{"enum":["token","password"]},"token":{"type":"string","minLength":1,"maxLength":4096},"password":{"type":"string","minLength":1,"maxLength":4096}},"additionalProperties":false,"required":[]},"trustedProxies":{"type":"array","items":{"type":"string","minLength":1,"maxLength":64},"maxItems":64},"reload":{"type":"object","required":[],"properties":{"mode":{"enum":["hybrid","hot","restart","off"]},"debounceMs":{"type":"integer","minimum":0,"maximum":60000}},"additionalProperties":false},"config":{"type":"object","required":[],"properties":{"onInvalid":{"enum":["last-good","exit"]}},"additionalProperties":false},"http":{"type":"object","required":[],"properties":{"endpoints":{"type":"object","required":[],"properties":{"chatCompletions":{"type":"object","required":[],"properties":{"enabled":{"type":"boolean"}},"additionalProperties":false}},"additionalProperties":false}},"additionalProperties":false},"tailscale":{"type":"object","required":[],"properties":{"mode":{"enum":["off","serve","funnel"]},"resetOnExit":{"type":"boolean"}},"additionalProperties":false},"remote":{"type":"object","required":[],"properties":{"url":{"type":"string","minLength":1,"maxLength":4096,"pattern":"^wss?://[^\\s]+$"},"transport":{"enum":["direct","ssh"]},"sshTarget":{"type":"string","minLength":1,"maxLength":4096},"sshIdentity":{"type":"string","minLength":1,"maxLength":4096},"token":{"type":"string","minLength":1,"maxLength":4096},"password":{"type":"string","minLength":1,"maxLength":4096},"tlsFingerprint":{"type":"string","minLength":1,"maxLength":4096,"pattern":"^([sS][hH][aA]-?256[:=])?([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$"},"allowPlaintext":{"type":"boolean"}},"additionalProperties":false},"nodes":{"type":"object","properties":{"allowCommands":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":256},"denyCommands":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":256}},"required":[],"additionalProperties":false}},"required":[],"additionalProperties":false},"logging":{"type":"object","properties":{"level":{"enum":["debug","info","warn","error"]},"consoleLevel":{"enum":["debug","info","warn","error"]},"consoleStyle":{"enum":["pretty","compact","json"]},"redactSensitive":{"enum":["tools","off"]},"redactPatterns":{"type":"array","items":{"type":"string","minLength":1,"maxLength":256},"maxItems":16},"file":{"type":"string","minLength":1,"maxLength":4096},"budgetMb":{"type":"integer","minimum":4,"maximum":65536},"keepDays":{"type":"integer","minimum":1,"maximum":3650}},"required":[],"additionalProperties":false},"meta":{"type":"object","properties":{"lastTouchedVersion":{"type":"string","maxLength":256},"lastTouchedAt":{"type":"string","maxLength":256}},"required":[],"additionalProperties":false},"models":{"type":"object","properties":{"mode":{"enum":["merge","replace"]},"providers":{"type":"object","patternProperties":{"^[a-z0-9][a-z0-9_-]{0,63}$":{"type":"object","required":[],"properties":{"baseUrl":{"type":"string","pattern":"^https?://[^\\s]+$","maxLength":2000},"apiKey":{"type":"string","minLength":1,"maxLength":4096},"api":{"enum":["openai-completions","openai-responses","anthropic-messages","google-generative-ai"]},"authHeader":{"type":"boolean"},"headers":{"type":"object","additionalProperties":{"type":"string","maxLength":4096}},"models":{"type":"array","items":{"type":"object","required":["id"],"properties":{"id":{"type":"string","minLength":1,"maxLength":200},"name":{"type":"string","maxLength":200},"reasoning":{"type":"boolean"},"input":{"type":"array","items":{"enum":["text","image"]}},"cost":{"type":"object","required":["input","output"],"properties":{"input":{"type":"number"},"output":{"type":"number"},"cacheRead":{"type":"number"},"cacheWrite":{"type":"number"}},"additionalProperties":false},"contextWindow":{"type":"integer","minimum":1000},"maxTokens":{"type":"integer","minimum":1}},"additionalProperties":false},"maxItems":500}},"additionalProperties":false}},"additionalProperties":false}},"required":[],"additionalProperties":false},"session":{"type":"object","properties":{"dmScope":{"enum":["main","per-peer","per-channel-peer","per-account-channel-peer"]}},"required":[],"additionalProperties":false},"wizard":{"type":"object","properties":{"lastRunAt":{"type":"string","maxLength":256},"lastRunVersion":{"type":"string","maxLength":256},"lastRunCommit":{"type":"string","maxLength":256},"lastRunCommand":{"type":"string","maxLength":256},"lastRunMode":{"type":"string","maxLength":256}},"required":[],"additionalProperties":false}},"required":[],"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
const pattern2 = new RegExp("^https?://[^\\s]+$", "u");
const pattern3 = new RegExp("^(https?|wss?):\\/\\/[^\\s]+$", "u");
const pattern4 = new RegExp("^#[0-9A-Fa-f]{6}$", "u");
const pattern5 = new RegExp("^https?://[^\\s/?#]+(/[^\\s?#]*)?$", "u");
const pattern6 = new RegExp("^[a-z0-9][a-z0-9_-]{0,63}$", "u");
const pattern9 = new RegExp("^wss?://[^\\s]+$", "u");
const pattern10 = new RegExp("^([sS][hH][aA]-?256[:=])?([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$", "u");

function validate10(data){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const from_key0 = errors;
for(const key0 in data){
if(errors - from_key0 >= 32) break;
if(!(func2.call(schema11.properties, key0))){
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
if(data.browser !== undefined){
let data26 = data.browser;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
const from_key10 = errors;
for(const key10 in data26){
if(errors - from_key10 >= 32) break;
if(!((key10 === "controlUrl") || (key10 === "profiles"))){
const err61 = {instancePath:"/browser",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
vErrors = note(vErrors, err61);
errors++;
}
}
if(data26.controlUrl !== undefined){
let data27 = data26.controlUrl;
if(typeof data27 === "string"){
if(data27.length > 4096){
const err62 = {instancePath:"/browser/controlUrl",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err62);
errors++;
}
if(!pattern2.test(data27)){
const err63 = {instancePath:"/browser/controlUrl",keyword:"pattern",params:{pattern: "^https?://[^\\s]+$"},message:"must match pattern \""+"^https?://[^\\s]+$"+"\""};
vErrors = note(vErrors, err63);
errors++;
}
}
else {
const err64 = {instancePath:"/browser/controlUrl",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err64);
errors++;
}
}
if(data26.profiles !== undefined){
let data28 = data26.profiles;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
const from_key11 = errors;
for(const key11 in data28){
if(errors - from_key11 >= 32) break;
let data29 = data28[key11];
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
const from_key12 = errors;
for(const key12 in data29){
if(errors - from_key12 >= 32) break;
if(!(((key12 === "cdpPort") || (key12 === "cdpUrl")) || (key12 === "color"))){
const err65 = {instancePath:"/browser/profiles/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
vErrors = note(vErrors, err65);
errors++;
}
}
if(data29.cdpPort !== undefined){
let data30 = data29.cdpPort;
if(!((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30)))){
const err66 = {instancePath:"/browser/profiles/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpPort",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err66);
errors++;
}
if(typeof data30 == "number"){
if(data30 > 65535 || isNaN(data30)){
const err67 = {instancePath:"/browser/profiles/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpPort",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
vErrors = note(vErrors, err67);
errors++;
}
if(data30 < 1 || isNaN(data30)){
const err68 = {instancePath:"/browser/profiles/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpPort",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err68);
errors++;
}
}
}
if(data29.cdpUrl !== undefined){
let data31 = data29.cdpUrl;
if(typeof data31 === "string"){
if(data31.length > 4096){
const err69 = {instancePath:"/browser/profiles/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpUrl",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err69);
errors++;
}
if(!pattern3.test(data31)){
const err70 = {instancePath:"/browser/profiles/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpUrl",keyword:"pattern",params:{pattern: "^(https?|wss?):\\/\\/[^\\s]+$"},message:"must match pattern \""+"^(https?|wss?):\\/\\/[^\\s]+$"+"\""};
vErrors = note(vErrors, err70);
errors++;
}
}
else {
const err71 = {instancePath:"/browser/profiles/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpUrl",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err71);
errors++;
}
}
if(data29.color !== undefined){
let data32 = data29.color;
if(typeof data32 === "string"){
if(!pattern4.test(data32)){
const err72 = {instancePath:"/browser/profiles/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/color",keyword:"pattern",params:{pattern: "^#[0-9A-Fa-f]{6}$"},message:"must match pattern \""+"^#[0-9A-Fa-f]{6}$"+"\""};
vErrors = note(vErrors, err72);
errors++;
}
}
else {
const err73 = {instancePath:"/browser/profiles/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/color",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err73);
errors++;
}
}
}
else {
const err74 = {instancePath:"/browser/profiles/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err74);
errors++;
}
}
}
else {
const err75 = {instancePath:"/browser/profiles",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err75);
errors++;
}
}
}
else {
const err76 = {instancePath:"/browser",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err76);
errors++;
}
}
if(data.canvasHost !== undefined){
let data33 = data.canvasHost;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
const from_key13 = errors;
for(const key13 in data33){
if(errors - from_key13 >= 32) break;
if(!(key13 === "port")){
const err77 = {instancePath:"/canvasHost",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
vErrors = note(vErrors, err77);
errors++;
}
}
if(data33.port !== undefined){
let data34 = data33.port;
if(!((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34)))){
const err78 = {instancePath:"/canvasHost/port",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err78);
errors++;
}
if(typeof data34 == "number"){
if(data34 > 65535 || isNaN(data34)){
const err79 = {instancePath:"/canvasHost/port",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
vErrors = note(vErrors, err79);
errors++;
}
if(data34 < 0 || isNaN(data34)){
const err80 = {instancePath:"/canvasHost/port",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err80);
errors++;
}
}
}
}
else {
const err81 = {instancePath:"/canvasHost",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err81);
errors++;
}
}
if(data.channels !== undefined){
let data35 = data.channels;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
const from_key14 = errors;
for(const key14 in data35){
if(errors - from_key14 >= 32) break;
if(!(key14 === "telegram")){
const err82 = {instancePath:"/channels",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
vErrors = note(vErrors, err82);
errors++;
}
}
if(data35.telegram !== undefined){
let data36 = data35.telegram;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
const from_key15 = errors;
for(const key15 in data36){
if(errors - from_key15 >= 32) break;
if(!(func2.call(schema11.properties.channels.properties.telegram.properties, key15))){
const err83 = {instancePath:"/channels/telegram",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"};
vErrors = note(vErrors, err83);
errors++;
}
}
if(data36.enabled !== undefined){
if(typeof data36.enabled !== "boolean"){
const err84 = {instancePath:"/channels/telegram/enabled",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err84);
errors++;
}
}
if(data36.name !== undefined){
let data38 = data36.name;
if(typeof data38 === "string"){
if(data38.length > 4096){
const err85 = {instancePath:"/channels/telegram/name",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err85);
errors++;
}
}
else {
const err86 = {instancePath:"/channels/telegram/name",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err86);
errors++;
}
}
if(data36.botToken !== undefined){
let data39 = data36.botToken;
if(typeof data39 === "string"){
if(data39.length > 4096){
const err87 = {instancePath:"/channels/telegram/botToken",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err87);
errors++;
}
}
else {
const err88 = {instancePath:"/channels/telegram/botToken",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err88);
errors++;
}
}
if(data36.tokenFile !== undefined){
let data40 = data36.tokenFile;
if(typeof data40 === "string"){
if(data40.length > 4096){
const err89 = {instancePath:"/channels/telegram/tokenFile",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err89);
errors++;
}
}
else {
const err90 = {instancePath:"/channels/telegram/tokenFile",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err90);
errors++;
}
}
if(data36.dmPolicy !== undefined){
let data41 = data36.dmPolicy;
if(!(((data41 === "allowlist") || (data41 === "open")) || (data41 === "disabled"))){
const err91 = {instancePath:"/channels/telegram/dmPolicy",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.dmPolicy.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err91);
errors++;
}
}
if(data36.allowFrom !== undefined){
let data42 = data36.allowFrom;
if(Array.isArray(data42)){
if(data42.length > 10000){
const err92 = {instancePath:"/channels/telegram/allowFrom",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"};
vErrors = note(vErrors, err92);
errors++;
}
const len1 = data42.length;
const from_i1 = errors;
for(let i1=0; i1<len1 && errors - from_i1 < 32; i1++){
let data43 = data42[i1];
const _errs101 = errors;
let valid20 = false;
const _errs102 = errors;
if(!((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43)))){
const err93 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err93);
errors++;
}
if(typeof data43 == "number"){
if(data43 < 1 || isNaN(data43)){
const err94 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err94);
errors++;
}
}
var _valid0 = _errs102 === errors;
valid20 = valid20 || _valid0;
if(!valid20){
const _errs104 = errors;
if(typeof data43 === "string"){
if(data43.length > 64){
const err95 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err95);
errors++;
}
if(data43.length < 1){
const err96 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err96);
errors++;
}
}
else {
const err97 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err97);
errors++;
}
var _valid0 = _errs104 === errors;
valid20 = valid20 || _valid0;
}
if(!valid20){
const err98 = {instancePath:"/channels/telegram/allowFrom/" + i1,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err98);
errors++;
}
else {
errors = _errs101;
if(vErrors !== null){
if(_errs101){
vErrors.length = _errs101;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err99 = {instancePath:"/channels/telegram/allowFrom",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err99);
errors++;
}
}
if(data36.replyToMode !== undefined){
let data44 = data36.replyToMode;
if(!(((data44 === "off") || (data44 === "first")) || (data44 === "all"))){
const err100 = {instancePath:"/channels/telegram/replyToMode",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.replyToMode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err100);
errors++;
}
}
if(data36.textChunkLimit !== undefined){
let data45 = data36.textChunkLimit;
if(!((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45)))){
const err101 = {instancePath:"/channels/telegram/textChunkLimit",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err101);
errors++;
}
if(typeof data45 == "number"){
if(data45 > 4096 || isNaN(data45)){
const err102 = {instancePath:"/channels/telegram/textChunkLimit",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096"};
vErrors = note(vErrors, err102);
errors++;
}
if(data45 < 64 || isNaN(data45)){
const err103 = {instancePath:"/channels/telegram/textChunkLimit",keyword:"minimum",params:{comparison: ">=", limit: 64},message:"must be >= 64"};
vErrors = note(vErrors, err103);
errors++;
}
}
}
if(data36.timeoutSeconds !== undefined){
let data46 = data36.timeoutSeconds;
if(!((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46)))){
const err104 = {instancePath:"/channels/telegram/timeoutSeconds",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err104);
errors++;
}
if(typeof data46 == "number"){
if(data46 > 500 || isNaN(data46)){
const err105 = {instancePath:"/channels/telegram/timeoutSeconds",keyword:"maximum",params:{comparison: "<=", limit: 500},message:"must be <= 500"};
vErrors = note(vErrors, err105);
errors++;
}
if(data46 < 1 || isNaN(data46)){
const err106 = {instancePath:"/channels/telegram/timeoutSeconds",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err106);
errors++;
}
}
}
if(data36.apiRoot !== undefined){
let data47 = data36.apiRoot;
if(typeof data47 === "string"){
if(data47.length > 4096){
const err107 = {instancePath:"/channels/telegram/apiRoot",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err107);
errors++;
}
if(!pattern5.test(data47)){
const err108 = {instancePath:"/channels/telegram/apiRoot",keyword:"pattern",params:{pattern: "^https?://[^\\s/?#]+(/[^\\s?#]*)?$"},message:"must match pattern \""+"^https?://[^\\s/?#]+(/[^\\s?#]*)?$"+"\""};
vErrors = note(vErrors, err108);
errors++;
}
}
else {
const err109 = {instancePath:"/channels/telegram/apiRoot",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err109);
errors++;
}
}
if(data36.uncertainSends !== undefined){
let data48 = data36.uncertainSends;
if(!((data48 === "resend") || (data48 === "hold"))){
const err110 = {instancePath:"/channels/telegram/uncertainSends",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.uncertainSends.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err110);
errors++;
}
}
if(data36.accounts !== undefined){
let data49 = data36.accounts;
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(Object.keys(data49).length > 64){
const err111 = {instancePath:"/channels/telegram/accounts",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
vErrors = note(vErrors, err111);
errors++;
}
const from_key16 = errors;
for(const key16 in data49){
if(errors - from_key16 >= 32) break;
if(!(pattern6.test(key16))){
const err112 = {instancePath:"/channels/telegram/accounts",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"};
vErrors = note(vErrors, err112);
errors++;
}
}
const from_key17 = errors;
for(const key17 in data49){
if(errors - from_key17 >= 32) break;
if(pattern6.test(key17)){
let data50 = data49[key17];
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
const from_key18 = errors;
for(const key18 in data50){
if(errors - from_key18 >= 32) break;
if(!(func2.call(schema11.properties.channels.properties.telegram.properties.accounts.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties, key18))){
const err113 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties"};
vErrors = note(vErrors, err113);
errors++;
}
}
if(data50.enabled !== undefined){
if(typeof data50.enabled !== "boolean"){
const err114 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/enabled",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err114);
errors++;
}
}
if(data50.name !== undefined){
let data52 = data50.name;
if(typeof data52 === "string"){
if(data52.length > 4096){
const err115 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/name",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err115);
errors++;
}
}
else {
const err116 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/name",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err116);
errors++;
}
}
if(data50.botToken !== undefined){
let data53 = data50.botToken;
if(typeof data53 === "string"){
if(data53.length > 4096){
const err117 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/botToken",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err117);
errors++;
}
}
else {
const err118 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/botToken",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err118);
errors++;
}
}
if(data50.tokenFile !== undefined){
let data54 = data50.tokenFile;
if(typeof data54 === "string"){
if(data54.length > 4096){
const err119 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/tokenFile",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err119);
errors++;
}
}
else {
const err120 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/tokenFile",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err120);
errors++;
}
}
if(data50.dmPolicy !== undefined){
let data55 = data50.dmPolicy;
if(!(((data55 === "allowlist") || (data55 === "open")) || (data55 === "disabled"))){
const err121 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/dmPolicy",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.accounts.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties.dmPolicy.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err121);
errors++;
}
}
if(data50.allowFrom !== undefined){
let data56 = data50.allowFrom;
if(Array.isArray(data56)){
if(data56.length > 10000){
const err122 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"};
vErrors = note(vErrors, err122);
errors++;
}
const len2 = data56.length;
const from_i2 = errors;
for(let i2=0; i2<len2 && errors - from_i2 < 32; i2++){
let data57 = data56[i2];
const _errs132 = errors;
let valid25 = false;
const _errs133 = errors;
if(!((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57)))){
const err123 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err123);
errors++;
}
if(typeof data57 == "number"){
if(data57 < 1 || isNaN(data57)){
const err124 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err124);
errors++;
}
}
var _valid1 = _errs133 === errors;
valid25 = valid25 || _valid1;
if(!valid25){
const _errs135 = errors;
if(typeof data57 === "string"){
if(data57.length > 64){
const err125 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err125);
errors++;
}
if(data57.length < 1){
const err126 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err126);
errors++;
}
}
else {
const err127 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err127);
errors++;
}
var _valid1 = _errs135 === errors;
valid25 = valid25 || _valid1;
}
if(!valid25){
const err128 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom/" + i2,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
vErrors = note(vErrors, err128);
errors++;
}
else {
errors = _errs132;
if(vErrors !== null){
if(_errs132){
vErrors.length = _errs132;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err129 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/allowFrom",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err129);
errors++;
}
}
if(data50.replyToMode !== undefined){
let data58 = data50.replyToMode;
if(!(((data58 === "off") || (data58 === "first")) || (data58 === "all"))){
const err130 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/replyToMode",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.accounts.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties.replyToMode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err130);
errors++;
}
}
if(data50.textChunkLimit !== undefined){
let data59 = data50.textChunkLimit;
if(!((typeof data59 == "number") && (!(data59 % 1) && !isNaN(data59)))){
const err131 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/textChunkLimit",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err131);
errors++;
}
if(typeof data59 == "number"){
if(data59 > 4096 || isNaN(data59)){
const err132 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/textChunkLimit",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096"};
vErrors = note(vErrors, err132);
errors++;
}
if(data59 < 64 || isNaN(data59)){
const err133 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/textChunkLimit",keyword:"minimum",params:{comparison: ">=", limit: 64},message:"must be >= 64"};
vErrors = note(vErrors, err133);
errors++;
}
}
}
if(data50.timeoutSeconds !== undefined){
let data60 = data50.timeoutSeconds;
if(!((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60)))){
const err134 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/timeoutSeconds",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err134);
errors++;
}
if(typeof data60 == "number"){
if(data60 > 500 || isNaN(data60)){
const err135 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/timeoutSeconds",keyword:"maximum",params:{comparison: "<=", limit: 500},message:"must be <= 500"};
vErrors = note(vErrors, err135);
errors++;
}
if(data60 < 1 || isNaN(data60)){
const err136 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/timeoutSeconds",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err136);
errors++;
}
}
}
if(data50.apiRoot !== undefined){
let data61 = data50.apiRoot;
if(typeof data61 === "string"){
if(data61.length > 4096){
const err137 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiRoot",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err137);
errors++;
}
if(!pattern5.test(data61)){
const err138 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiRoot",keyword:"pattern",params:{pattern: "^https?://[^\\s/?#]+(/[^\\s?#]*)?$"},message:"must match pattern \""+"^https?://[^\\s/?#]+(/[^\\s?#]*)?$"+"\""};
vErrors = note(vErrors, err138);
errors++;
}
}
else {
const err139 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiRoot",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err139);
errors++;
}
}
if(data50.uncertainSends !== undefined){
let data62 = data50.uncertainSends;
if(!((data62 === "resend") || (data62 === "hold"))){
const err140 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/uncertainSends",keyword:"enum",params:{allowedValues: schema11.properties.channels.properties.telegram.properties.accounts.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties.uncertainSends.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err140);
errors++;
}
}
}
else {
const err141 = {instancePath:"/channels/telegram/accounts/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err141);
errors++;
}
}
}
}
else {
const err142 = {instancePath:"/channels/telegram/accounts",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err142);
errors++;
}
}
}
else {
const err143 = {instancePath:"/channels/telegram",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err143);
errors++;
}
}
}
else {
const err144 = {instancePath:"/channels",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err144);
errors++;
}
}
if(data.commands !== undefined){
let data63 = data.commands;
if(data63 && typeof data63 == "object" && !Array.isArray(data63)){
const from_key19 = errors;
for(const key19 in data63){
if(errors - from_key19 >= 32) break;
if(!(key19 === "restart")){
const err145 = {instancePath:"/commands",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties"};
vErrors = note(vErrors, err145);
errors++;
}
}
if(data63.restart !== undefined){
if(typeof data63.restart !== "boolean"){
const err146 = {instancePath:"/commands/restart",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err146);
errors++;
}
}
}
else {
const err147 = {instancePath:"/commands",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err147);
errors++;
}
}
if(data.gateway !== undefined){
let data65 = data.gateway;
if(data65 && typeof data65 == "object" && !Array.isArray(data65)){
const from_key20 = errors;
for(const key20 in data65){
if(errors - from_key20 >= 32) break;
if(!(func2.call(schema11.properties.gateway.properties, key20))){
const err148 = {instancePath:"/gateway",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties"};
vErrors = note(vErrors, err148);
errors++;
}
}
if(data65.mode !== undefined){
let data66 = data65.mode;
if(!((data66 === "local") || (data66 === "remote"))){
const err149 = {instancePath:"/gateway/mode",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err149);
errors++;
}
}
if(data65.port !== undefined){
let data67 = data65.port;
if(!((typeof data67 == "number") && (!(data67 % 1) && !isNaN(data67)))){
const err150 = {instancePath:"/gateway/port",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err150);
errors++;
}
if(typeof data67 == "number"){
if(data67 > 65535 || isNaN(data67)){
const err151 = {instancePath:"/gateway/port",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
vErrors = note(vErrors, err151);
errors++;
}
if(data67 < 0 || isNaN(data67)){
const err152 = {instancePath:"/gateway/port",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err152);
errors++;
}
}
}
if(data65.bind !== undefined){
let data68 = data65.bind;
if(!(((((data68 === "loopback") || (data68 === "lan")) || (data68 === "tailnet")) || (data68 === "auto")) || (data68 === "custom"))){
const err153 = {instancePath:"/gateway/bind",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.bind.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err153);
errors++;
}
}
if(data65.customBindHost !== undefined){
let data69 = data65.customBindHost;
if(typeof data69 === "string"){
if(data69.length > 4096){
const err154 = {instancePath:"/gateway/customBindHost",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err154);
errors++;
}
if(data69.length < 1){
const err155 = {instancePath:"/gateway/customBindHost",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err155);
errors++;
}
}
else {
const err156 = {instancePath:"/gateway/customBindHost",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err156);
errors++;
}
}
if(data65.auth !== undefined){
let data70 = data65.auth;
if(data70 && typeof data70 == "object" && !Array.isArray(data70)){
const from_key21 = errors;
for(const key21 in data70){
if(errors - from_key21 >= 32) break;
if(!(((key21 === "mode") || (key21 === "token")) || (key21 === "password"))){
const err157 = {instancePath:"/gateway/auth",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties"};
vErrors = note(vErrors, err157);
errors++;
}
}
if(data70.mode !== undefined){
let data71 = data70.mode;
if(!((data71 === "token") || (data71 === "password"))){
const err158 = {instancePath:"/gateway/auth/mode",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.auth.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err158);
errors++;
}
}
if(data70.token !== undefined){
let data72 = data70.token;
if(typeof data72 === "string"){
if(data72.length > 4096){
const err159 = {instancePath:"/gateway/auth/token",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err159);
errors++;
}
if(data72.length < 1){
const err160 = {instancePath:"/gateway/auth/token",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err160);
errors++;
}
}
else {
const err161 = {instancePath:"/gateway/auth/token",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err161);
errors++;
}
}
if(data70.password !== undefined){
let data73 = data70.password;
if(typeof data73 === "string"){
if(data73.length > 4096){
const err162 = {instancePath:"/gateway/auth/password",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err162);
errors++;
}
if(data73.length < 1){
const err163 = {instancePath:"/gateway/auth/password",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err163);
errors++;
}
}
else {
const err164 = {instancePath:"/gateway/auth/password",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err164);
errors++;
}
}
}
else {
const err165 = {instancePath:"/gateway/auth",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err165);
errors++;
}
}
if(data65.trustedProxies !== undefined){
let data74 = data65.trustedProxies;
if(Array.isArray(data74)){
if(data74.length > 64){
const err166 = {instancePath:"/gateway/trustedProxies",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
vErrors = note(vErrors, err166);
errors++;
}
const len3 = data74.length;
const from_i3 = errors;
for(let i3=0; i3<len3 && errors - from_i3 < 32; i3++){
let data75 = data74[i3];
if(typeof data75 === "string"){
if(data75.length > 64){
const err167 = {instancePath:"/gateway/trustedProxies/" + i3,keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
vErrors = note(vErrors, err167);
errors++;
}
if(data75.length < 1){
const err168 = {instancePath:"/gateway/trustedProxies/" + i3,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err168);
errors++;
}
}
else {
const err169 = {instancePath:"/gateway/trustedProxies/" + i3,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err169);
errors++;
}
}
}
else {
const err170 = {instancePath:"/gateway/trustedProxies",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err170);
errors++;
}
}
if(data65.reload !== undefined){
let data76 = data65.reload;
if(data76 && typeof data76 == "object" && !Array.isArray(data76)){
const from_key22 = errors;
for(const key22 in data76){
if(errors - from_key22 >= 32) break;
if(!((key22 === "mode") || (key22 === "debounceMs"))){
const err171 = {instancePath:"/gateway/reload",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties"};
vErrors = note(vErrors, err171);
errors++;
}
}
if(data76.mode !== undefined){
let data77 = data76.mode;
if(!((((data77 === "hybrid") || (data77 === "hot")) || (data77 === "restart")) || (data77 === "off"))){
const err172 = {instancePath:"/gateway/reload/mode",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.reload.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err172);
errors++;
}
}
if(data76.debounceMs !== undefined){
let data78 = data76.debounceMs;
if(!((typeof data78 == "number") && (!(data78 % 1) && !isNaN(data78)))){
const err173 = {instancePath:"/gateway/reload/debounceMs",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err173);
errors++;
}
if(typeof data78 == "number"){
if(data78 > 60000 || isNaN(data78)){
const err174 = {instancePath:"/gateway/reload/debounceMs",keyword:"maximum",params:{comparison: "<=", limit: 60000},message:"must be <= 60000"};
vErrors = note(vErrors, err174);
errors++;
}
if(data78 < 0 || isNaN(data78)){
const err175 = {instancePath:"/gateway/reload/debounceMs",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
vErrors = note(vErrors, err175);
errors++;
}
}
}
}
else {
const err176 = {instancePath:"/gateway/reload",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err176);
errors++;
}
}
if(data65.config !== undefined){
let data79 = data65.config;
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
const from_key23 = errors;
for(const key23 in data79){
if(errors - from_key23 >= 32) break;
if(!(key23 === "onInvalid")){
const err177 = {instancePath:"/gateway/config",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties"};
vErrors = note(vErrors, err177);
errors++;
}
}
if(data79.onInvalid !== undefined){
let data80 = data79.onInvalid;
if(!((data80 === "last-good") || (data80 === "exit"))){
const err178 = {instancePath:"/gateway/config/onInvalid",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.config.properties.onInvalid.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err178);
errors++;
}
}
}
else {
const err179 = {instancePath:"/gateway/config",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err179);
errors++;
}
}
if(data65.http !== undefined){
let data81 = data65.http;
if(data81 && typeof data81 == "object" && !Array.isArray(data81)){
const from_key24 = errors;
for(const key24 in data81){
if(errors - from_key24 >= 32) break;
if(!(key24 === "endpoints")){
const err180 = {instancePath:"/gateway/http",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties"};
vErrors = note(vErrors, err180);
errors++;
}
}
if(data81.endpoints !== undefined){
let data82 = data81.endpoints;
if(data82 && typeof data82 == "object" && !Array.isArray(data82)){
const from_key25 = errors;
for(const key25 in data82){
if(errors - from_key25 >= 32) break;
if(!(key25 === "chatCompletions")){
const err181 = {instancePath:"/gateway/http/endpoints",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties"};
vErrors = note(vErrors, err181);
errors++;
}
}
if(data82.chatCompletions !== undefined){
let data83 = data82.chatCompletions;
if(data83 && typeof data83 == "object" && !Array.isArray(data83)){
const from_key26 = errors;
for(const key26 in data83){
if(errors - from_key26 >= 32) break;
if(!(key26 === "enabled")){
const err182 = {instancePath:"/gateway/http/endpoints/chatCompletions",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties"};
vErrors = note(vErrors, err182);
errors++;
}
}
if(data83.enabled !== undefined){
if(typeof data83.enabled !== "boolean"){
const err183 = {instancePath:"/gateway/http/endpoints/chatCompletions/enabled",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err183);
errors++;
}
}
}
else {
const err184 = {instancePath:"/gateway/http/endpoints/chatCompletions",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err184);
errors++;
}
}
}
else {
const err185 = {instancePath:"/gateway/http/endpoints",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err185);
errors++;
}
}
}
else {
const err186 = {instancePath:"/gateway/http",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err186);
errors++;
}
}
if(data65.tailscale !== undefined){
let data85 = data65.tailscale;
if(data85 && typeof data85 == "object" && !Array.isArray(data85)){
const from_key27 = errors;
for(const key27 in data85){
if(errors - from_key27 >= 32) break;
if(!((key27 === "mode") || (key27 === "resetOnExit"))){
const err187 = {instancePath:"/gateway/tailscale",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties"};
vErrors = note(vErrors, err187);
errors++;
}
}
if(data85.mode !== undefined){
let data86 = data85.mode;
if(!(((data86 === "off") || (data86 === "serve")) || (data86 === "funnel"))){
const err188 = {instancePath:"/gateway/tailscale/mode",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.tailscale.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err188);
errors++;
}
}
if(data85.resetOnExit !== undefined){
if(typeof data85.resetOnExit !== "boolean"){
const err189 = {instancePath:"/gateway/tailscale/resetOnExit",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err189);
errors++;
}
}
}
else {
const err190 = {instancePath:"/gateway/tailscale",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err190);
errors++;
}
}
if(data65.remote !== undefined){
let data88 = data65.remote;
if(data88 && typeof data88 == "object" && !Array.isArray(data88)){
const from_key28 = errors;
for(const key28 in data88){
if(errors - from_key28 >= 32) break;
if(!((((((((key28 === "url") || (key28 === "transport")) || (key28 === "sshTarget")) || (key28 === "sshIdentity")) || (key28 === "token")) || (key28 === "password")) || (key28 === "tlsFingerprint")) || (key28 === "allowPlaintext"))){
const err191 = {instancePath:"/gateway/remote",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties"};
vErrors = note(vErrors, err191);
errors++;
}
}
if(data88.url !== undefined){
let data89 = data88.url;
if(typeof data89 === "string"){
if(data89.length > 4096){
const err192 = {instancePath:"/gateway/remote/url",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err192);
errors++;
}
if(data89.length < 1){
const err193 = {instancePath:"/gateway/remote/url",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err193);
errors++;
}
if(!pattern9.test(data89)){
const err194 = {instancePath:"/gateway/remote/url",keyword:"pattern",params:{pattern: "^wss?://[^\\s]+$"},message:"must match pattern \""+"^wss?://[^\\s]+$"+"\""};
vErrors = note(vErrors, err194);
errors++;
}
}
else {
const err195 = {instancePath:"/gateway/remote/url",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err195);
errors++;
}
}
if(data88.transport !== undefined){
let data90 = data88.transport;
if(!((data90 === "direct") || (data90 === "ssh"))){
const err196 = {instancePath:"/gateway/remote/transport",keyword:"enum",params:{allowedValues: schema11.properties.gateway.properties.remote.properties.transport.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err196);
errors++;
}
}
if(data88.sshTarget !== undefined){
let data91 = data88.sshTarget;
if(typeof data91 === "string"){
if(data91.length > 4096){
const err197 = {instancePath:"/gateway/remote/sshTarget",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err197);
errors++;
}
if(data91.length < 1){
const err198 = {instancePath:"/gateway/remote/sshTarget",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err198);
errors++;
}
}
else {
const err199 = {instancePath:"/gateway/remote/sshTarget",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err199);
errors++;
}
}
if(data88.sshIdentity !== undefined){
let data92 = data88.sshIdentity;
if(typeof data92 === "string"){
if(data92.length > 4096){
const err200 = {instancePath:"/gateway/remote/sshIdentity",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err200);
errors++;
}
if(data92.length < 1){
const err201 = {instancePath:"/gateway/remote/sshIdentity",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err201);
errors++;
}
}
else {
const err202 = {instancePath:"/gateway/remote/sshIdentity",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err202);
errors++;
}
}
if(data88.token !== undefined){
let data93 = data88.token;
if(typeof data93 === "string"){
if(data93.length > 4096){
const err203 = {instancePath:"/gateway/remote/token",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err203);
errors++;
}
if(data93.length < 1){
const err204 = {instancePath:"/gateway/remote/token",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err204);
errors++;
}
}
else {
const err205 = {instancePath:"/gateway/remote/token",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err205);
errors++;
}
}
if(data88.password !== undefined){
let data94 = data88.password;
if(typeof data94 === "string"){
if(data94.length > 4096){
const err206 = {instancePath:"/gateway/remote/password",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err206);
errors++;
}
if(data94.length < 1){
const err207 = {instancePath:"/gateway/remote/password",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err207);
errors++;
}
}
else {
const err208 = {instancePath:"/gateway/remote/password",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err208);
errors++;
}
}
if(data88.tlsFingerprint !== undefined){
let data95 = data88.tlsFingerprint;
if(typeof data95 === "string"){
if(data95.length > 4096){
const err209 = {instancePath:"/gateway/remote/tlsFingerprint",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err209);
errors++;
}
if(data95.length < 1){
const err210 = {instancePath:"/gateway/remote/tlsFingerprint",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err210);
errors++;
}
if(!pattern10.test(data95)){
const err211 = {instancePath:"/gateway/remote/tlsFingerprint",keyword:"pattern",params:{pattern: "^([sS][hH][aA]-?256[:=])?([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$"},message:"must match pattern \""+"^([sS][hH][aA]-?256[:=])?([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$"+"\""};
vErrors = note(vErrors, err211);
errors++;
}
}
else {
const err212 = {instancePath:"/gateway/remote/tlsFingerprint",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err212);
errors++;
}
}
if(data88.allowPlaintext !== undefined){
if(typeof data88.allowPlaintext !== "boolean"){
const err213 = {instancePath:"/gateway/remote/allowPlaintext",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err213);
errors++;
}
}
}
else {
const err214 = {instancePath:"/gateway/remote",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err214);
errors++;
}
}
if(data65.nodes !== undefined){
let data97 = data65.nodes;
if(data97 && typeof data97 == "object" && !Array.isArray(data97)){
const from_key29 = errors;
for(const key29 in data97){
if(errors - from_key29 >= 32) break;
if(!((key29 === "allowCommands") || (key29 === "denyCommands"))){
const err215 = {instancePath:"/gateway/nodes",keyword:"additionalProperties",params:{additionalProperty: key29},message:"must NOT have additional properties"};
vErrors = note(vErrors, err215);
errors++;
}
}
if(data97.allowCommands !== undefined){
let data98 = data97.allowCommands;
if(Array.isArray(data98)){
if(data98.length > 256){
const err216 = {instancePath:"/gateway/nodes/allowCommands",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
vErrors = note(vErrors, err216);
errors++;
}
const len4 = data98.length;
const from_i4 = errors;
for(let i4=0; i4<len4 && errors - from_i4 < 32; i4++){
let data99 = data98[i4];
if(typeof data99 === "string"){
if(data99.length > 256){
const err217 = {instancePath:"/gateway/nodes/allowCommands/" + i4,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err217);
errors++;
}
if(data99.length < 1){
const err218 = {instancePath:"/gateway/nodes/allowCommands/" + i4,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err218);
errors++;
}
}
else {
const err219 = {instancePath:"/gateway/nodes/allowCommands/" + i4,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err219);
errors++;
}
}
}
else {
const err220 = {instancePath:"/gateway/nodes/allowCommands",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err220);
errors++;
}
}
if(data97.denyCommands !== undefined){
let data100 = data97.denyCommands;
if(Array.isArray(data100)){
if(data100.length > 256){
const err221 = {instancePath:"/gateway/nodes/denyCommands",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
vErrors = note(vErrors, err221);
errors++;
}
const len5 = data100.length;
const from_i5 = errors;
for(let i5=0; i5<len5 && errors - from_i5 < 32; i5++){
let data101 = data100[i5];
if(typeof data101 === "string"){
if(data101.length > 256){
const err222 = {instancePath:"/gateway/nodes/denyCommands/" + i5,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err222);
errors++;
}
if(data101.length < 1){
const err223 = {instancePath:"/gateway/nodes/denyCommands/" + i5,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err223);
errors++;
}
}
else {
const err224 = {instancePath:"/gateway/nodes/denyCommands/" + i5,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err224);
errors++;
}
}
}
else {
const err225 = {instancePath:"/gateway/nodes/denyCommands",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err225);
errors++;
}
}
}
else {
const err226 = {instancePath:"/gateway/nodes",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err226);
errors++;
}
}
}
else {
const err227 = {instancePath:"/gateway",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err227);
errors++;
}
}
if(data.logging !== undefined){
let data102 = data.logging;
if(data102 && typeof data102 == "object" && !Array.isArray(data102)){
const from_key30 = errors;
for(const key30 in data102){
if(errors - from_key30 >= 32) break;
if(!((((((((key30 === "level") || (key30 === "consoleLevel")) || (key30 === "consoleStyle")) || (key30 === "redactSensitive")) || (key30 === "redactPatterns")) || (key30 === "file")) || (key30 === "budgetMb")) || (key30 === "keepDays"))){
const err228 = {instancePath:"/logging",keyword:"additionalProperties",params:{additionalProperty: key30},message:"must NOT have additional properties"};
vErrors = note(vErrors, err228);
errors++;
}
}
if(data102.level !== undefined){
let data103 = data102.level;
if(!((((data103 === "debug") || (data103 === "info")) || (data103 === "warn")) || (data103 === "error"))){
const err229 = {instancePath:"/logging/level",keyword:"enum",params:{allowedValues: schema11.properties.logging.properties.level.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err229);
errors++;
}
}
if(data102.consoleLevel !== undefined){
let data104 = data102.consoleLevel;
if(!((((data104 === "debug") || (data104 === "info")) || (data104 === "warn")) || (data104 === "error"))){
const err230 = {instancePath:"/logging/consoleLevel",keyword:"enum",params:{allowedValues: schema11.properties.logging.properties.consoleLevel.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err230);
errors++;
}
}
if(data102.consoleStyle !== undefined){
let data105 = data102.consoleStyle;
if(!(((data105 === "pretty") || (data105 === "compact")) || (data105 === "json"))){
const err231 = {instancePath:"/logging/consoleStyle",keyword:"enum",params:{allowedValues: schema11.properties.logging.properties.consoleStyle.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err231);
errors++;
}
}
if(data102.redactSensitive !== undefined){
let data106 = data102.redactSensitive;
if(!((data106 === "tools") || (data106 === "off"))){
const err232 = {instancePath:"/logging/redactSensitive",keyword:"enum",params:{allowedValues: schema11.properties.logging.properties.redactSensitive.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err232);
errors++;
}
}
if(data102.redactPatterns !== undefined){
let data107 = data102.redactPatterns;
if(Array.isArray(data107)){
if(data107.length > 16){
const err233 = {instancePath:"/logging/redactPatterns",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
vErrors = note(vErrors, err233);
errors++;
}
const len6 = data107.length;
const from_i6 = errors;
for(let i6=0; i6<len6 && errors - from_i6 < 32; i6++){
let data108 = data107[i6];
if(typeof data108 === "string"){
if(data108.length > 256){
const err234 = {instancePath:"/logging/redactPatterns/" + i6,keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err234);
errors++;
}
if(data108.length < 1){
const err235 = {instancePath:"/logging/redactPatterns/" + i6,keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err235);
errors++;
}
}
else {
const err236 = {instancePath:"/logging/redactPatterns/" + i6,keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err236);
errors++;
}
}
}
else {
const err237 = {instancePath:"/logging/redactPatterns",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err237);
errors++;
}
}
if(data102.file !== undefined){
let data109 = data102.file;
if(typeof data109 === "string"){
if(data109.length > 4096){
const err238 = {instancePath:"/logging/file",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err238);
errors++;
}
if(data109.length < 1){
const err239 = {instancePath:"/logging/file",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err239);
errors++;
}
}
else {
const err240 = {instancePath:"/logging/file",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err240);
errors++;
}
}
if(data102.budgetMb !== undefined){
let data110 = data102.budgetMb;
if(!((typeof data110 == "number") && (!(data110 % 1) && !isNaN(data110)))){
const err241 = {instancePath:"/logging/budgetMb",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err241);
errors++;
}
if(typeof data110 == "number"){
if(data110 > 65536 || isNaN(data110)){
const err242 = {instancePath:"/logging/budgetMb",keyword:"maximum",params:{comparison: "<=", limit: 65536},message:"must be <= 65536"};
vErrors = note(vErrors, err242);
errors++;
}
if(data110 < 4 || isNaN(data110)){
const err243 = {instancePath:"/logging/budgetMb",keyword:"minimum",params:{comparison: ">=", limit: 4},message:"must be >= 4"};
vErrors = note(vErrors, err243);
errors++;
}
}
}
if(data102.keepDays !== undefined){
let data111 = data102.keepDays;
if(!((typeof data111 == "number") && (!(data111 % 1) && !isNaN(data111)))){
const err244 = {instancePath:"/logging/keepDays",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err244);
errors++;
}
if(typeof data111 == "number"){
if(data111 > 3650 || isNaN(data111)){
const err245 = {instancePath:"/logging/keepDays",keyword:"maximum",params:{comparison: "<=", limit: 3650},message:"must be <= 3650"};
vErrors = note(vErrors, err245);
errors++;
}
if(data111 < 1 || isNaN(data111)){
const err246 = {instancePath:"/logging/keepDays",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err246);
errors++;
}
}
}
}
else {
const err247 = {instancePath:"/logging",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err247);
errors++;
}
}
if(data.meta !== undefined){
let data112 = data.meta;
if(data112 && typeof data112 == "object" && !Array.isArray(data112)){
const from_key31 = errors;
for(const key31 in data112){
if(errors - from_key31 >= 32) break;
if(!((key31 === "lastTouchedVersion") || (key31 === "lastTouchedAt"))){
const err248 = {instancePath:"/meta",keyword:"additionalProperties",params:{additionalProperty: key31},message:"must NOT have additional properties"};
vErrors = note(vErrors, err248);
errors++;
}
}
if(data112.lastTouchedVersion !== undefined){
let data113 = data112.lastTouchedVersion;
if(typeof data113 === "string"){
if(data113.length > 256){
const err249 = {instancePath:"/meta/lastTouchedVersion",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err249);
errors++;
}
}
else {
const err250 = {instancePath:"/meta/lastTouchedVersion",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err250);
errors++;
}
}
if(data112.lastTouchedAt !== undefined){
let data114 = data112.lastTouchedAt;
if(typeof data114 === "string"){
if(data114.length > 256){
const err251 = {instancePath:"/meta/lastTouchedAt",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err251);
errors++;
}
}
else {
const err252 = {instancePath:"/meta/lastTouchedAt",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err252);
errors++;
}
}
}
else {
const err253 = {instancePath:"/meta",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err253);
errors++;
}
}
if(data.models !== undefined){
let data115 = data.models;
if(data115 && typeof data115 == "object" && !Array.isArray(data115)){
const from_key32 = errors;
for(const key32 in data115){
if(errors - from_key32 >= 32) break;
if(!((key32 === "mode") || (key32 === "providers"))){
const err254 = {instancePath:"/models",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties"};
vErrors = note(vErrors, err254);
errors++;
}
}
if(data115.mode !== undefined){
let data116 = data115.mode;
if(!((data116 === "merge") || (data116 === "replace"))){
const err255 = {instancePath:"/models/mode",keyword:"enum",params:{allowedValues: schema11.properties.models.properties.mode.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err255);
errors++;
}
}
if(data115.providers !== undefined){
let data117 = data115.providers;
if(data117 && typeof data117 == "object" && !Array.isArray(data117)){
const from_key33 = errors;
for(const key33 in data117){
if(errors - from_key33 >= 32) break;
if(!(pattern6.test(key33))){
const err256 = {instancePath:"/models/providers",keyword:"additionalProperties",params:{additionalProperty: key33},message:"must NOT have additional properties"};
vErrors = note(vErrors, err256);
errors++;
}
}
const from_key34 = errors;
for(const key34 in data117){
if(errors - from_key34 >= 32) break;
if(pattern6.test(key34)){
let data118 = data117[key34];
if(data118 && typeof data118 == "object" && !Array.isArray(data118)){
const from_key35 = errors;
for(const key35 in data118){
if(errors - from_key35 >= 32) break;
if(!((((((key35 === "baseUrl") || (key35 === "apiKey")) || (key35 === "api")) || (key35 === "authHeader")) || (key35 === "headers")) || (key35 === "models"))){
const err257 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key35},message:"must NOT have additional properties"};
vErrors = note(vErrors, err257);
errors++;
}
}
if(data118.baseUrl !== undefined){
let data119 = data118.baseUrl;
if(typeof data119 === "string"){
if(data119.length > 2000){
const err258 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/baseUrl",keyword:"maxLength",params:{limit: 2000},message:"must NOT have more than 2000 characters"};
vErrors = note(vErrors, err258);
errors++;
}
if(!pattern2.test(data119)){
const err259 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/baseUrl",keyword:"pattern",params:{pattern: "^https?://[^\\s]+$"},message:"must match pattern \""+"^https?://[^\\s]+$"+"\""};
vErrors = note(vErrors, err259);
errors++;
}
}
else {
const err260 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/baseUrl",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err260);
errors++;
}
}
if(data118.apiKey !== undefined){
let data120 = data118.apiKey;
if(typeof data120 === "string"){
if(data120.length > 4096){
const err261 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiKey",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err261);
errors++;
}
if(data120.length < 1){
const err262 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiKey",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err262);
errors++;
}
}
else {
const err263 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/apiKey",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err263);
errors++;
}
}
if(data118.api !== undefined){
let data121 = data118.api;
if(!((((data121 === "openai-completions") || (data121 === "openai-responses")) || (data121 === "anthropic-messages")) || (data121 === "google-generative-ai"))){
const err264 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/api",keyword:"enum",params:{allowedValues: schema11.properties.models.properties.providers.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties.api.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err264);
errors++;
}
}
if(data118.authHeader !== undefined){
if(typeof data118.authHeader !== "boolean"){
const err265 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/authHeader",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err265);
errors++;
}
}
if(data118.headers !== undefined){
let data123 = data118.headers;
if(data123 && typeof data123 == "object" && !Array.isArray(data123)){
const from_key36 = errors;
for(const key36 in data123){
if(errors - from_key36 >= 32) break;
let data124 = data123[key36];
if(typeof data124 === "string"){
if(data124.length > 4096){
const err266 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/headers/" + key36.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
vErrors = note(vErrors, err266);
errors++;
}
}
else {
const err267 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/headers/" + key36.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err267);
errors++;
}
}
}
else {
const err268 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/headers",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err268);
errors++;
}
}
if(data118.models !== undefined){
let data125 = data118.models;
if(Array.isArray(data125)){
if(data125.length > 500){
const err269 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models",keyword:"maxItems",params:{limit: 500},message:"must NOT have more than 500 items"};
vErrors = note(vErrors, err269);
errors++;
}
const len7 = data125.length;
const from_i7 = errors;
for(let i7=0; i7<len7 && errors - from_i7 < 32; i7++){
let data126 = data125[i7];
if(data126 && typeof data126 == "object" && !Array.isArray(data126)){
if(data126.id === undefined){
const err270 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7,keyword:"required",params:{missingProperty: "id"},message:"must have required property 'id'"};
vErrors = note(vErrors, err270);
errors++;
}
const from_key37 = errors;
for(const key37 in data126){
if(errors - from_key37 >= 32) break;
if(!(((((((key37 === "id") || (key37 === "name")) || (key37 === "reasoning")) || (key37 === "input")) || (key37 === "cost")) || (key37 === "contextWindow")) || (key37 === "maxTokens"))){
const err271 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7,keyword:"additionalProperties",params:{additionalProperty: key37},message:"must NOT have additional properties"};
vErrors = note(vErrors, err271);
errors++;
}
}
if(data126.id !== undefined){
let data127 = data126.id;
if(typeof data127 === "string"){
if(data127.length > 200){
const err272 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/id",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
vErrors = note(vErrors, err272);
errors++;
}
if(data127.length < 1){
const err273 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/id",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
vErrors = note(vErrors, err273);
errors++;
}
}
else {
const err274 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/id",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err274);
errors++;
}
}
if(data126.name !== undefined){
let data128 = data126.name;
if(typeof data128 === "string"){
if(data128.length > 200){
const err275 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/name",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
vErrors = note(vErrors, err275);
errors++;
}
}
else {
const err276 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/name",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err276);
errors++;
}
}
if(data126.reasoning !== undefined){
if(typeof data126.reasoning !== "boolean"){
const err277 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/reasoning",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
vErrors = note(vErrors, err277);
errors++;
}
}
if(data126.input !== undefined){
let data130 = data126.input;
if(Array.isArray(data130)){
const len8 = data130.length;
const from_i8 = errors;
for(let i8=0; i8<len8 && errors - from_i8 < 32; i8++){
let data131 = data130[i8];
if(!((data131 === "text") || (data131 === "image"))){
const err278 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/input/" + i8,keyword:"enum",params:{allowedValues: schema11.properties.models.properties.providers.patternProperties["^[a-z0-9][a-z0-9_-]{0,63}$"].properties.models.items.properties.input.items.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err278);
errors++;
}
}
}
else {
const err279 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/input",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err279);
errors++;
}
}
if(data126.cost !== undefined){
let data132 = data126.cost;
if(data132 && typeof data132 == "object" && !Array.isArray(data132)){
if(data132.input === undefined){
const err280 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/cost",keyword:"required",params:{missingProperty: "input"},message:"must have required property 'input'"};
vErrors = note(vErrors, err280);
errors++;
}
if(data132.output === undefined){
const err281 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/cost",keyword:"required",params:{missingProperty: "output"},message:"must have required property 'output'"};
vErrors = note(vErrors, err281);
errors++;
}
const from_key38 = errors;
for(const key38 in data132){
if(errors - from_key38 >= 32) break;
if(!((((key38 === "input") || (key38 === "output")) || (key38 === "cacheRead")) || (key38 === "cacheWrite"))){
const err282 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/cost",keyword:"additionalProperties",params:{additionalProperty: key38},message:"must NOT have additional properties"};
vErrors = note(vErrors, err282);
errors++;
}
}
if(data132.input !== undefined){
if(!(typeof data132.input == "number")){
const err283 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/cost/input",keyword:"type",params:{type: "number"},message:"must be number"};
vErrors = note(vErrors, err283);
errors++;
}
}
if(data132.output !== undefined){
if(!(typeof data132.output == "number")){
const err284 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/cost/output",keyword:"type",params:{type: "number"},message:"must be number"};
vErrors = note(vErrors, err284);
errors++;
}
}
if(data132.cacheRead !== undefined){
if(!(typeof data132.cacheRead == "number")){
const err285 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/cost/cacheRead",keyword:"type",params:{type: "number"},message:"must be number"};
vErrors = note(vErrors, err285);
errors++;
}
}
if(data132.cacheWrite !== undefined){
if(!(typeof data132.cacheWrite == "number")){
const err286 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/cost/cacheWrite",keyword:"type",params:{type: "number"},message:"must be number"};
vErrors = note(vErrors, err286);
errors++;
}
}
}
else {
const err287 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/cost",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err287);
errors++;
}
}
if(data126.contextWindow !== undefined){
let data137 = data126.contextWindow;
if(!((typeof data137 == "number") && (!(data137 % 1) && !isNaN(data137)))){
const err288 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/contextWindow",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err288);
errors++;
}
if(typeof data137 == "number"){
if(data137 < 1000 || isNaN(data137)){
const err289 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/contextWindow",keyword:"minimum",params:{comparison: ">=", limit: 1000},message:"must be >= 1000"};
vErrors = note(vErrors, err289);
errors++;
}
}
}
if(data126.maxTokens !== undefined){
let data138 = data126.maxTokens;
if(!((typeof data138 == "number") && (!(data138 % 1) && !isNaN(data138)))){
const err290 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/maxTokens",keyword:"type",params:{type: "integer"},message:"must be integer"};
vErrors = note(vErrors, err290);
errors++;
}
if(typeof data138 == "number"){
if(data138 < 1 || isNaN(data138)){
const err291 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7+"/maxTokens",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
vErrors = note(vErrors, err291);
errors++;
}
}
}
}
else {
const err292 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models/" + i7,keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err292);
errors++;
}
}
}
else {
const err293 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/models",keyword:"type",params:{type: "array"},message:"must be array"};
vErrors = note(vErrors, err293);
errors++;
}
}
}
else {
const err294 = {instancePath:"/models/providers/" + key34.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err294);
errors++;
}
}
}
}
else {
const err295 = {instancePath:"/models/providers",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err295);
errors++;
}
}
}
else {
const err296 = {instancePath:"/models",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err296);
errors++;
}
}
if(data.session !== undefined){
let data139 = data.session;
if(data139 && typeof data139 == "object" && !Array.isArray(data139)){
const from_key39 = errors;
for(const key39 in data139){
if(errors - from_key39 >= 32) break;
if(!(key39 === "dmScope")){
const err297 = {instancePath:"/session",keyword:"additionalProperties",params:{additionalProperty: key39},message:"must NOT have additional properties"};
vErrors = note(vErrors, err297);
errors++;
}
}
if(data139.dmScope !== undefined){
let data140 = data139.dmScope;
if(!((((data140 === "main") || (data140 === "per-peer")) || (data140 === "per-channel-peer")) || (data140 === "per-account-channel-peer"))){
const err298 = {instancePath:"/session/dmScope",keyword:"enum",params:{allowedValues: schema11.properties.session.properties.dmScope.enum},message:"must be equal to one of the allowed values"};
vErrors = note(vErrors, err298);
errors++;
}
}
}
else {
const err299 = {instancePath:"/session",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err299);
errors++;
}
}
if(data.wizard !== undefined){
let data141 = data.wizard;
if(data141 && typeof data141 == "object" && !Array.isArray(data141)){
const from_key40 = errors;
for(const key40 in data141){
if(errors - from_key40 >= 32) break;
if(!(((((key40 === "lastRunAt") || (key40 === "lastRunVersion")) || (key40 === "lastRunCommit")) || (key40 === "lastRunCommand")) || (key40 === "lastRunMode"))){
const err300 = {instancePath:"/wizard",keyword:"additionalProperties",params:{additionalProperty: key40},message:"must NOT have additional properties"};
vErrors = note(vErrors, err300);
errors++;
}
}
if(data141.lastRunAt !== undefined){
let data142 = data141.lastRunAt;
if(typeof data142 === "string"){
if(data142.length > 256){
const err301 = {instancePath:"/wizard/lastRunAt",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err301);
errors++;
}
}
else {
const err302 = {instancePath:"/wizard/lastRunAt",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err302);
errors++;
}
}
if(data141.lastRunVersion !== undefined){
let data143 = data141.lastRunVersion;
if(typeof data143 === "string"){
if(data143.length > 256){
const err303 = {instancePath:"/wizard/lastRunVersion",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err303);
errors++;
}
}
else {
const err304 = {instancePath:"/wizard/lastRunVersion",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err304);
errors++;
}
}
if(data141.lastRunCommit !== undefined){
let data144 = data141.lastRunCommit;
if(typeof data144 === "string"){
if(data144.length > 256){
const err305 = {instancePath:"/wizard/lastRunCommit",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err305);
errors++;
}
}
else {
const err306 = {instancePath:"/wizard/lastRunCommit",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err306);
errors++;
}
}
if(data141.lastRunCommand !== undefined){
let data145 = data141.lastRunCommand;
if(typeof data145 === "string"){
if(data145.length > 256){
const err307 = {instancePath:"/wizard/lastRunCommand",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err307);
errors++;
}
}
else {
const err308 = {instancePath:"/wizard/lastRunCommand",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err308);
errors++;
}
}
if(data141.lastRunMode !== undefined){
let data146 = data141.lastRunMode;
if(typeof data146 === "string"){
if(data146.length > 256){
const err309 = {instancePath:"/wizard/lastRunMode",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
vErrors = note(vErrors, err309);
errors++;
}
}
else {
const err310 = {instancePath:"/wizard/lastRunMode",keyword:"type",params:{type: "string"},message:"must be string"};
vErrors = note(vErrors, err310);
errors++;
}
}
}
else {
const err311 = {instancePath:"/wizard",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err311);
errors++;
}
}
}
else {
const err312 = {instancePath:"",keyword:"type",params:{type: "object"},message:"must be object"};
vErrors = note(vErrors, err312);
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
