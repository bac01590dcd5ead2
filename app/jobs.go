package app

import (
	"context"
	"sync"
)

// jobs are the long works that run, by the names that the page gave them.
type jobs struct {
	mu      sync.Mutex
	running map[string]context.CancelFunc
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
	ctx, cancel := context.WithCancel(context.Background())
	s.jobs.mu.Lock()
	if s.jobs.running == nil {
		s.jobs.running = map[string]context.CancelFunc{}
	}
	s.jobs.running[name] = cancel
	s.jobs.mu.Unlock()
	progress = func(done, total int64) { s.outside().emit("job", Progress{name, done, total}) }
	return ctx, progress, func() {
		cancel()
		s.jobs.mu.Lock()
		delete(s.jobs.running, name)
		s.jobs.mu.Unlock()
	}
}

// cancel stops the work of that name, if it runs.
func (s *Shell) cancel(name string) {
	s.jobs.mu.Lock()
	defer s.jobs.mu.Unlock()
	if stop := s.jobs.running[name]; stop != nil {
		stop()
	}
}
