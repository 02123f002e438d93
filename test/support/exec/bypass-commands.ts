/**
 * Commands with which allow-lists, parsers of shell text and approvals of assistants were led
 * around, by the idea behind each. `STUB` stands for a program that must not run.
 */
const SHELL_TEXTS = `
STUB
STUB x;STUB
true && STUB
false || STUB
ls & STUB
ls | STUB
ls |& STUB
ls \\n STUB
ls \\r\\n STUB
$(STUB)
\`STUB\`
<(STUB)
>(STUB)
echo $(STUB)
echo \`STUB\`
echo "$(STUB)"
echo "\`STUB\`"
echo \${x:-$(STUB)}
echo $((\`STUB\`))
\${IFS}STUB
{STUB,x}
'STUB'
"STUB"
\\\\STUB
ST""UB
$'STUB'
$"STUB"
~+/STUB
./././STUB
eval STUB
eval "STUB"
exec STUB
exec -a ls STUB
command STUB
command -p STUB
builtin command STUB
time STUB
time -p STUB
nohup STUB
nice STUB
nice -n 1 STUB
ionice STUB
setsid STUB
stdbuf -o0 STUB
timeout 1 STUB
timeout -s KILL 1 STUB
env STUB
env -i STUB
env A=1 STUB
env -S "STUB x"
env --split-string=STUB
env -u PATH STUB
env -C / STUB
xargs STUB
xargs -I{} STUB {}
echo x | xargs STUB
find . -exec STUB ;
find . -execdir STUB {} +
find . -ok STUB ;
find / -name x -exec sh -c STUB ;
awk BEGIN{system("STUB")}
awk 'BEGIN{"STUB"|getline}'
sed 1e\\ STUB
sed -n '1!G;e STUB'
sed s/x/STUB/e
sort --compress-program=STUB x
sort --compress-prog STUB
sort --compress-prog=STUB -S1
sort -T. --compress-p STUB
sort -o STUB x
uniq x STUB
tar --checkpoint=1 --checkpoint-action=exec=STUB -cf /dev/null .
tar -I STUB -xf x
tar --use-compress-program=STUB -xf x
tar --to-command=STUB -xf x
tar --rsh-command=STUB -xf h:x
tar -F STUB -xf x
zip -T -TT STUB x y
rsync -e STUB a b:
rsync --rsh=STUB a b:
ssh -o ProxyCommand=STUB h
ssh -oProxyCommand=STUB h
ssh -oLocalCommand=STUB -oPermitLocalCommand=yes h
ssh -oKnownHostsCommand=STUB h
scp -S STUB a b:
sftp -S STUB h
git -c core.sshCommand=STUB fetch
git -c core.pager=STUB log
git -c core.fsmonitor=STUB status
git -c alias.x=!STUB x
git -c diff.external=STUB diff
git -c core.editor=STUB commit
git --exec-path=. STUB
git grep -O STUB x
git bisect run STUB
git submodule foreach STUB
git rebase -x STUB HEAD
git difftool -x STUB
git clone ext::STUB
git archive --exec=STUB --remote=x
git -c credential.helper=!STUB fetch
git fetch --upload-pack=STUB
git ls-remote --upload-pack=STUB .
git filter-branch --tree-filter STUB
man -P STUB ls
man --pager=STUB ls
less +!STUB x
more +!STUB x
vim -c :!STUB
vim --cmd "!STUB"
ex -sc "!STUB"
ed !STUB
emacs --batch --eval (call-process "STUB")
nano -s STUB x
python3 -c "import os;os.system('STUB')"
python -m pdb STUB
python3 STUB
perl -e "exec 'STUB'"
perl -pe STUB
ruby -e "exec 'STUB'"
node -e "require('child_process').execFileSync('STUB')"
node -r STUB x
node --require=STUB x
node --import STUB x
php -r "system('STUB');"
lua -e "os.execute('STUB')"
tclsh STUB
gdb -ex "!STUB"
gdb -batch -ex "shell STUB"
strace STUB
ltrace STUB
valgrind STUB
busybox sh -c STUB
busybox STUB
busybox ash -c STUB
toybox sh STUB
sh -c STUB
sh -c "STUB x"
sh -lc STUB
sh STUB
sh -s STUB
bash -c STUB
bash --rcfile STUB
bash -O extglob -c STUB
bash -ic STUB
dash -c STUB
zsh -c STUB
ksh -c STUB
fish -c STUB
rbash -c STUB
su -c STUB
sudo STUB
sudo -u x STUB
doas STUB
pkexec STUB
runuser -c STUB
chroot / STUB
unshare STUB
nsenter STUB
flock x STUB
flock x -c STUB
script -c STUB
script -qc STUB /dev/null
watch STUB
watch -x STUB
screen -dm STUB
tmux new -d STUB
at -f STUB now
crontab STUB
systemd-run STUB
start-stop-daemon -S -x STUB
run-parts STUB
parallel STUB
make -f STUB
make SHELL=STUB
make --eval=x:;STUB
cmake -P STUB
ninja -t STUB
cc -wrapper STUB x
gcc -wrapper STUB,x x
ld -plugin STUB
curl -K STUB
curl --config STUB
wget --use-askpass=STUB x
wget -e use_askpass=STUB x
openssl engine STUB
openssl req -engine STUB
tcpdump -z STUB -G1 -w x
socat - EXEC:STUB
nc -e STUB h 1
ncat --exec STUB h 1
ip netns exec x STUB
capsh --shell=STUB
expect -c "spawn STUB"
npm exec STUB
npx STUB
npm run x --script-shell=STUB
yarn run STUB
pip install --global-option=STUB x
cargo --config build.rustc=STUB
docker run x STUB
kubectl exec x -- STUB
jq -n 'input_filename|STUB'
grep -f STUB
head STUB
tail -F STUB
cut -f1 STUB
tr a b STUB
wc STUB
rg --pre STUB x
fd -x STUB
fzf --preview STUB
bat --pager STUB
delta --pager=STUB
column -t STUB
dmesg -w STUB
journalctl --pager=STUB
`;

/** Bytes that a parser reads as something else than the system does. */
const CONFUSIONS: readonly (readonly string[])[] = [
  ["safe\nSTUB"],
  ["safe;STUB"],
  ["safe STUB"],
  ["safe\tSTUB"],
  ["safe\u00a0STUB"],
  ["safe\u2028STUB"],
  ["safe", "\n", "STUB"],
  ["safe", "&&", "STUB"],
  ["/bin/../STUB"],
  ["//STUB"],
  ["/proc/self/root/STUB"],
  ["safe", "--", "STUB"],
  ["SAFE"],
  ["safe/"],
  ["safe "],
  [" safe"],
  ["./safe"],
  ["safe\r"],
  ["\u202esafe"],
  ["ѕafe"],
];

/** Each text as it is given. */
export function bypassTexts(stub: string): string[] {
  return SHELL_TEXTS.trim()
    .split("\n")
    .map((text) => text.replaceAll("\\n", "\n").replaceAll("\\r", "\r").replaceAll("STUB", stub));
}

/** Each as arguments: for a shell, cut at its blanks, and as one argument. */
export function bypassCommands(stub: string): string[][] {
  const texts = bypassTexts(stub);
  const confused = CONFUSIONS.map((words) => words.map((word) => word.replaceAll("STUB", stub)));
  return [
    ...texts.map((text) => ["sh", "-c", text]),
    ...texts.map((text) => text.split(" ").filter((word) => word !== "")),
    ...texts.map((text) => [text]),
    ...confused,
  ];
}
