package intake_test

import (
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/lang"
)

func TestTheSameBytesAgain(t *testing.T) {
	reach := map[string]string{"2026-10-01": "5", "2026-10-02": "7"}
	t.Run("of no platform and account are not asked their channel twice", func(t *testing.T) {
		d := mustDesk(t)
		path := series(t, "Reach", reach)
		if o := d.all(d.client, true, intake.Request{Path: path})[0]; o.Question != "channel" || o.Same {
			t.Fatalf("at first: %+v", o)
		}
		first := d.all(d.client, false, intake.Request{Path: path, Channel: d.facebook})[0]
		for _, dry := range []bool{true, false} {
			o := d.all(d.client, dry, intake.Request{Path: path})[0]
			if !o.Same || o.Question != "" || o.Error != nil || *o.Import != *first.Import || len(o.Feeds) != 1 || o.Feeds[0].Channel != d.facebook || o.Unchanged != 2 || len(o.Candidates) < 2 {
				t.Errorf("again: %+v", o)
			}
		}
		if o := d.all(d.client, true, intake.Request{Path: series(t, "Reach", map[string]string{"2026-10-01": "6"})})[0]; o.Question != "channel" {
			t.Errorf("other bytes: %+v", o)
		}
		if o := d.all(d.client, true, intake.Request{Path: path, Channel: d.instagram})[0]; o.Same || o.Added != 2 {
			t.Errorf("for another channel that was said: %+v", o)
		}
		d.undo(*first.Import)
		if o := d.all(d.client, true, intake.Request{Path: path})[0]; o.Same || o.Question != "channel" {
			t.Errorf("taken back: %+v", o)
		}
	})
	t.Run("that stand for two channels ask which is meant", func(t *testing.T) {
		d := mustDesk(t)
		path := series(t, "Reach", reach)
		d.all(d.client, false, intake.Request{Path: path, Channel: d.facebook})
		d.all(d.client, false, intake.Request{Path: path, Channel: d.instagram})
		if o := d.all(d.client, true, intake.Request{Path: path})[0]; o.Same || o.Question != "channel" {
			t.Errorf("%+v", o)
		}
	})
	t.Run("are found at the client that has them where no client is open", func(t *testing.T) {
		d := mustDesk(t)
		boreal, channel := d.mustClient("Boreal", "@boreal")
		path := series(t, "Reach", reach)
		d.all("", false, intake.Request{Path: path, Client: boreal, Channel: channel})
		if o := d.all("", true, intake.Request{Path: path})[0]; !o.Same || o.Client != boreal || o.Feeds[0].Channel != channel {
			t.Errorf("%+v", o)
		}
		d.all("", false, intake.Request{Path: path, Client: d.client, Channel: d.facebook})
		if o := d.all("", true, intake.Request{Path: path})[0]; o.Same || o.Question != "client" {
			t.Errorf("two clients have them: %+v", o)
		}
	})
	t.Run("of another client never come in without a word", func(t *testing.T) {
		d := mustDesk(t)
		boreal, channel := d.mustClient("Boreal", "@boreal")
		path := series(t, "Instagram reach", reach)
		d.all("", false, intake.Request{Path: path, Client: boreal, Channel: channel})
		o := d.all(d.client, true, intake.Request{Path: path})[0]
		if said := lang.T("en", "intake.same_elsewhere", "Boreal"); o.Question != "client" || !strings.Contains(strings.Join(o.Warnings, "\n"), said) {
			t.Errorf("%+v", o)
		}
		if o := d.all(d.client, true, intake.Request{Path: path, Client: d.client, Channel: d.instagram})[0]; o.Question != "" || o.Added != 2 {
			t.Errorf("answered: %+v", o)
		}
	})
}
