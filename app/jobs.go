package app

import (
	"context"
	"sync"
)

// jobs are the long works that run.
type jobs struct {
	mu      sync.Mutex
	running map[*job]struct{}
	ended   bool // the app closes: what begins now is canceled at once
}

// job is one work by the name that the page gave it.
type job struct {
	name string
	stop context.CancelFunc
}

// Progress is what the event "job" tells of a running work.
type Progress struct {
	Job   string `json:"job"`
	Done  int64  `json:"done"`
	Total int64  `json:"total"` // 0: not known
}

// job starts a work of that name: its context ends when the page cancels it,
// progress tells the page how far it is, and end must be called when it is over.
func (s *Shell) job(name string) (ctx context.Context, progress func(done, total int64), end func()) {
	ctx, stop := context.WithCancel(context.Background())
	work := &job{name, stop}
	s.jobs.mu.Lock()
	if s.jobs.running == nil {
		s.jobs.running = map[*job]struct{}{}
	}
	s.jobs.running[work] = struct{}{}
	if s.jobs.ended {
		stop()
	}
	s.jobs.mu.Unlock()
	progress = func(done, total int64) { s.outside().emit("job", Progress{name, done, total}) }
	return ctx, progress, func() {
		stop()
		s.jobs.mu.Lock()
		delete(s.jobs.running, work)
		s.jobs.mu.Unlock()
	}
}

// cancel stops the works of that name that run.
func (s *Shell) cancel(name string) {
	s.jobs.mu.Lock()
	defer s.jobs.mu.Unlock()
	for work := range s.jobs.running {
		if work.name == name {
			work.stop()
		}
	}
}

// end stops every work, and those that begin later: the app closes.
func (j *jobs) end() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.ended = true
	for work := range j.running {
		work.stop()
	}
}
