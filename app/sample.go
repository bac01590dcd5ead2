package app

import (
	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/sample"
)

// Sample binds the room of the sample agency.
type Sample struct{ shell *Shell }

// Fill fills the empty data folder with the sample agency as of today, all of it
// or none; it can be canceled by the name of the job.
func (b *Sample) Fill(job string) (*sample.Filled, error) {
	ctx, progress, end := b.shell.job(job)
	defer end()
	told := int64(-1)
	filled, err := call(b.shell, func(a *agency.Agency) (*sample.Filled, error) {
		return sample.Fill(ctx, a, sample.Defaults, func(done, total int64) {
			if percent := done * 100 / total; percent != told {
				told = percent
				progress(done, total)
			}
		})
	})
	if err == nil {
		b.shell.changed("")
	}
	return filled, err
}
