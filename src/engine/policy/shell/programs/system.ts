import { defineFamily, harmless } from './define.js';

/** The machine: processes, services, users, kernels, what starts by itself. */
export const system = defineFamily('system', [
  ...harmless(
    'top htop btop pgrep pidof uptime free vmstat iostat mpstat sar lsof fuser lscpu lsblk lsusb lspci nvidia-smi rocm-smi nvtop',
  ),
  {
    names: 'ps',
    values: 'o O C p q s t u U g G k format sort pid ppid user group tty cols columns width lines rows',
    does: ['read_secret environments'],
  },
  ...harmless('uname hostname whoami id groups users who w last finger nproc getconf locale'),
  {
    names: 'date',
    values: 'd date f file r reference s set I',
    does: ['read =f,file', 'privilege if s,set'],
  },
  ...harmless('dmesg', { values: 'F file', does: ['read =F,file'] }),
  ...harmless('df findmnt blkid journalctl lsmod modinfo sw_vers system_profiler getent'),
  {
    names: 'loginctl',
    sub: {
      'list-sessions|list-users|list-seats|session-status|user-status|seat-status|show-session|show-user|show-seat':
        [],
      '*': ['privilege', 'persist'],
    },
  },
  { names: 'printenv', does: ['read_secret bare'] },
  { names: 'killall pkill xkill skill', does: ['execute'] },
  {
    names: 'systemctl service rc-service sv supervisorctl',
    values:
      'H host M machine t type p property n lines o output root state s signal kill-who kill-whom job-mode preset-mode what timestamp when P kill-value legend c configuration u username',
    alone: 'user system global a r recursive failed now l f runtime wait show-types',
    sub: {
      show: ['read_secret environment'],
      'status|list-units|list-unit-files|is-active|is-enabled|cat|list-timers|is-failed': [],
      'start|stop|restart|reload|kill|try-restart|daemon-reload|isolate': ['privilege', 'execute'],
      'enable|disable|mask|unmask|edit|link|set-default|reenable|preset': ['privilege', 'persist'],
      '*': ['privilege', 'unknown'],
    },
  },
  { names: 'crontab', values: 'u', does: ['persist unless l', 'delete if r'] },
  { names: 'launchctl', sub: { 'list|print': [], '*': ['persist', 'privilege'] } },
  { names: 'update-rc.d chkconfig insserv systemd-tmpfiles', does: ['persist', 'privilege'] },
  { names: 'mount umount losetup swapon swapoff', does: ['privilege'] },
  { names: 'insmod rmmod modprobe kexec sysctl setenforce', does: ['privilege'] },
  { names: 'shutdown reboot halt poweroff init telinit', does: ['privilege', 'execute'] },
  {
    names:
      'useradd userdel usermod groupadd groupdel groupmod adduser deluser gpasswd chpasswd newusers vipw visudo sudoedit',
    does: ['privilege', 'persist'],
  },
  { names: 'passwd chsh chfn', does: ['privilege', 'persist'] },
  { names: 'setcap setfattr', does: ['privilege', 'write operands'] },
  { names: 'iptables ip6tables nft ufw firewall-cmd pfctl', does: ['privilege'] },
  { names: 'defaults', sub: { read: [], 'write|delete|import': ['write', 'persist'], '*': ['unknown'] } },
  { names: 'csrutil spctl nvram bless tccutil dscl', does: ['privilege'] },
  { names: 'wall write mesg notify-send', does: [] },
  {
    names: 'logger',
    values: 'f file i id n server P port p priority t tag u socket S size',
    does: ['network =n,server', 'read =f,file'],
  },
  { names: 'pbcopy wl-copy clip', does: [] },
  { names: 'xclip', oneDash: true, values: 'selection t target d', does: ['read_secret if o,out'] },
  { names: 'xsel', does: ['read_secret unless i,input,c,clear,d,delete,a,append'] },
  { names: 'pbpaste wl-paste', does: ['read_secret'] },
  { names: 'timedatectl hostnamectl localectl', sub: { status: [], '*': ['privilege'] } },
  {
    names: 'ldconfig update-alternatives update-ca-certificates dpkg-reconfigure',
    does: ['privilege', 'write'],
  },
]);
