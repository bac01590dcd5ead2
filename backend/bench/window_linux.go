package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/sample"
	"github.com/brandloop/brandloop/backend/store"
)

// screen is a virtual display whose pixels lie in a file.
type screen struct {
	name   string
	pixels string
	server *exec.Cmd
}

// openScreen starts Xvfb under a number that is free.
func openScreen(dir string) (*screen, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer func() { _ = read.Close() }()
	server := exec.Command("Xvfb", "-displayfd", "3", "-noreset", "-nolisten", "tcp", "-fbdir", dir, "-screen", "0", "1440x900x24")
	server.ExtraFiles = []*os.File{write}
	err = server.Start()
	_ = write.Close()
	if err != nil {
		return nil, fmt.Errorf("a virtual display: %w", err)
	}
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		_ = server.Process.Kill()
		return nil, fmt.Errorf("a virtual display: %w", err)
	}
	return &screen{":" + strings.TrimSpace(number), filepath.Join(dir, "Xvfb_screen0"), server}, nil
}

func (s *screen) close() {
	_ = s.server.Process.Signal(syscall.SIGTERM)
	_ = s.server.Wait()
}

// drawn reports whether a page is to be seen: most of the screen is a window's,
// and something stands on its ground. The file is in X's own format for window
// dumps (XWDFile.h).
func (s *screen) drawn() (bool, error) {
	raw, err := os.ReadFile(s.pixels)
	if err != nil || len(raw) < 100 {
		return false, err
	}
	header, width, height := int(binary.BigEndian.Uint32(raw)), int(binary.BigEndian.Uint32(raw[16:])), int(binary.BigEndian.Uint32(raw[20:]))
	stride, colors := int(binary.BigEndian.Uint32(raw[48:])), int(binary.BigEndian.Uint32(raw[76:]))
	picture := raw[header+12*colors:]
	counts := map[uint32]int{}
	seen := 0
	for y := 0; y < height; y += 2 {
		for x := 0; x < width; x += 2 {
			counts[binary.LittleEndian.Uint32(picture[y*stride+x*4:])&0xffffff]++
			seen++
		}
	}
	black, most := counts[0], 0
	for color, n := range counts {
		if color != 0 {
			most = max(most, n)
		}
	}
	return black < seen/2 && seen-black-most > 300, nil
}

// opening is one start of a window.
type opening struct {
	took time.Duration // from start to the first drawn page
	pss  int           // memory a second and a half later, KiB
}

// open starts a program on the screen and waits until its page is drawn.
func (s *screen) open(ctx context.Context, home, program string, args ...string) (o opening, err error) {
	command := exec.CommandContext(ctx, program, args...)
	command.Env = append(os.Environ(), "DISPLAY="+s.name, "WAYLAND_DISPLAY=", "HOME="+home, "XDG_DATA_HOME="+home, "XDG_CACHE_HOME="+home, "XDG_CONFIG_HOME="+home, "LANG=en_GB.UTF-8")
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	begun := time.Now()
	if err := command.Start(); err != nil {
		return o, err
	}
	defer func() {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
		_ = command.Wait()
		// The next one begins on an empty screen.
		for range 400 {
			if up, err := s.drawn(); err != nil || !up {
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
	for {
		up, err := s.drawn()
		if err != nil {
			return o, err
		}
		if o.took = time.Since(begun); up {
			break
		}
		if o.took > time.Minute {
			return o, fmt.Errorf("%s drew nothing within a minute", program)
		}
		time.Sleep(3 * time.Millisecond)
	}
	time.Sleep(1500 * time.Millisecond)
	o.pss, err = memoryOf(command.Process.Pid)
	return o, err
}

var (
	parentOf = regexp.MustCompile(`(?m)^PPid:\s+(\d+)`)
	pss      = regexp.MustCompile(`(?m)^Pss:\s+(\d+) kB`)
)

// memoryOf is the proportional set size of a process and those it started, KiB.
func memoryOf(pid int) (int, error) {
	parents := map[int]int{}
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		id, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		status, err := os.ReadFile(filepath.Join("/proc", e.Name(), "status"))
		if m := parentOf.FindSubmatch(status); err == nil && m != nil {
			parents[id], _ = strconv.Atoi(string(m[1]))
		}
	}
	total := 0
	for id := range parents {
		up := id
		for up != pid && up > 1 {
			up = parents[up]
		}
		if up != pid {
			continue
		}
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", id))
		if errors.Is(err, fs.ErrNotExist) {
			continue // it has ended since
		}
		if err != nil {
			return 0, err
		}
		if m := pss.FindSubmatch(text); m != nil {
			n, err := strconv.Atoi(string(m[1]))
			if err != nil {
				return 0, err
			}
			total += n
		}
	}
	return total, nil
}

// clientsOnDisk makes data folders of one client, and of 200.
func clientsOnDisk(ctx context.Context, b *bench) (one, many string, err error) {
	one, many = filepath.Join(b.dir, "window-1"), filepath.Join(b.dir, "window-200")
	for folder, count := range map[string]int{one: 1, many: 200} {
		if err := os.RemoveAll(folder); err != nil {
			return "", "", err
		}
		a, err := agency.Open(ctx, folder, time.Now, nil)
		if err != nil {
			return "", "", err
		}
		o := sample.Defaults
		o.Clients, o.Months, o.Today = 1, 3, b.size.Today
		_, err = sample.Fill(ctx, a, o, nil)
		for i := 1; i < count && err == nil; i++ {
			err = addClient(ctx, a, fmt.Sprintf("Client %03d", i))
		}
		if err = errors.Join(err, a.Close()); err != nil {
			return "", "", err
		}
	}
	return one, many, nil
}

func addClient(ctx context.Context, a *agency.Agency, name string) error {
	c, err := a.AddClient(ctx, agency.ClientPatch{Name: &name})
	if err != nil {
		return err
	}
	return a.With(ctx, c.ID, func(w *agency.Workspace) error {
		return w.File.Write(ctx, "", func(tx *store.Tx) error {
			_, err := brand.Add(tx, brand.Patch{Name: &name})
			return err
		})
	})
}

// windows times the window from start to first drawn page, and weighs it.
func windows(ctx context.Context, b *bench) ([]line, error) {
	if _, err := os.Stat(b.app); err != nil {
		return nil, fmt.Errorf("the app is not built: %w", err)
	}
	bare := filepath.Join(b.dir, "bare-window")
	tags := "desktop,production,barewindow"
	if more, err := exec.CommandContext(ctx, "sh", "build/tags.sh").Output(); err == nil && len(strings.TrimSpace(string(more))) > 0 {
		tags += "," + strings.TrimSpace(string(more))
	}
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-tags", tags, "-o", bare, "./backend/bench/bare")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build the bare window: %w\n%s", err, out)
	}
	one, many, err := clientsOnDisk(ctx, b)
	if err != nil {
		return nil, err
	}
	s, err := openScreen(filepath.Join(b.dir, "screen"))
	if err != nil {
		return nil, err
	}
	defer s.close()
	home, err := filepath.Abs(filepath.Join(b.dir, "home"))
	if err == nil {
		err = os.MkdirAll(home, 0o700)
	}
	if err != nil {
		return nil, err
	}
	starts := [][]string{{bare}, {b.app, "--data", one}, {b.app, "--data", many}}
	var times [3][]time.Duration
	var memory [3][]time.Duration // KiB as a duration, to be sorted alike
	for round := range b.rounds(9) + 1 {
		for turn := range starts {
			which := (round + turn) % len(starts)
			o, err := s.open(ctx, home, starts[which][0], starts[which][1:]...)
			if err != nil {
				return nil, err
			}
			if round > 0 {
				times[which] = append(times[which], o.took)
				memory[which] = append(memory[which], time.Duration(o.pss))
			}
		}
	}
	for i := range starts {
		slices.Sort(times[i])
		slices.Sort(memory[i])
	}
	row := func(name string, ours, bare time.Duration, goal float64, show func(time.Duration) string) line {
		l := line{name: name, ours: show(ours), bare: show(bare), ratio: float64(ours) / float64(bare), goal: goal}
		say("%-60s %9s %9s %.2f", name, l.ours, l.bare, l.ratio)
		return l
	}
	megabytes := func(d time.Duration) string { return fmt.Sprintf("%.0f MB", float64(d)/1024) }
	drawn := row("window, from start to first drawn page", median(times[1]), median(times[0]), 1.3, short)
	drawn.note = "under Xvfb without a GPU; drawn is when something stands on the window's ground, by the pixels of the screen."
	clients := row("window with 200 clients on disk, against one", median(times[2]), median(times[1]), 1.1, short)
	clients.note = "“bare” is Brandloop with one client."
	weight := row("resident memory of the window", median(memory[1]), median(memory[0]), 1.3, megabytes)
	weight.note = "proportional set size of the app's processes a second and a half after the first page."
	return []line{drawn, clients, weight}, nil
}
