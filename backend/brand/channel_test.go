package brand_test

import (
	"testing"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

func TestChannels(t *testing.T) {
	t.Run("are an empty list at first", func(t *testing.T) { equal(t, handles(t, mustOpen(t), ""), "") })
	t.Run("can be on every platform", func(t *testing.T) {
		f := mustOpen(t)
		b := mustBrand(t, f, "Alba")
		for _, p := range brand.Platforms {
			mustChannel(t, f, b.ID, p, "@alba")
		}
	})
	t.Run("take a platform as people write it", func(t *testing.T) {
		f := mustOpen(t)
		b := mustBrand(t, f, "Alba")
		equal(t, mustChannel(t, f, b.ID, " Google Business ", " Alba   Centro ").Platform, "google_business")
		equal(t, handles(t, f, b.ID), "google_business:Alba Centro")
	})
	for name, test := range map[string]struct {
		field string
		patch brand.ChannelPatch
	}{
		"refuse an unknown platform":        {"platform", brand.ChannelPatch{Platform: ptr("myspace"), Handle: ptr("@b")}},
		"refuse no platform":                {"platform", brand.ChannelPatch{Handle: ptr("@b")}},
		"refuse no handle":                  {"handle", brand.ChannelPatch{Platform: ptr("x"), Handle: ptr(" ")}},
		"refuse a handle twice":             {"handle", brand.ChannelPatch{Platform: ptr("instagram"), Handle: ptr("@ALBA")}},
		"refuse a day that is not":          {"since", brand.ChannelPatch{Platform: ptr("x"), Handle: ptr("@b"), Since: ptr("2026-02-30")}},
		"refuse a day in other order":       {"until", brand.ChannelPatch{Platform: ptr("x"), Handle: ptr("@b"), Until: ptr("31/10/2026")}},
		"refuse an end before the start":    {"until", brand.ChannelPatch{Platform: ptr("x"), Handle: ptr("@b"), Since: ptr("2026-10-02"), Until: ptr("2026-10-01")}},
		"refuse a script as a link":         {"link", brand.ChannelPatch{Platform: ptr("x"), Handle: ptr("@b"), Link: ptr("JavaScript:alert(1)")}},
		"refuse a mail address as a link":   {"link", brand.ChannelPatch{Platform: ptr("x"), Handle: ptr("@b"), Link: ptr("mailto:a@b.example")}},
		"refuse a link with a line within":  {"link", brand.ChannelPatch{Platform: ptr("x"), Handle: ptr("@b"), Link: ptr("https://x.example/\na")}},
		"refuse a link of another protocol": {"link", brand.ChannelPatch{Platform: ptr("x"), Handle: ptr("@b"), Link: ptr("ftp://x.example")}},
	} {
		t.Run(name, func(t *testing.T) {
			f := mustOpen(t)
			b := mustBrand(t, f, "Alba")
			mustChannel(t, f, b.ID, "instagram", "@alba")
			_, err := try(f, func(tx *store.Tx) (*brand.Channel, error) { return brand.AddChannel(tx, b.ID, test.patch) })
			refused(t, err, fault.Invalid, test.field)
			equal(t, handles(t, f, ""), "instagram:@alba")
		})
	}
	t.Run("refuse a brand that is not there", func(t *testing.T) {
		_, err := try(mustOpen(t), func(tx *store.Tx) (*brand.Channel, error) {
			return brand.AddChannel(tx, "none", brand.ChannelPatch{Platform: ptr("x"), Handle: ptr("@b")})
		})
		refused(t, err, fault.NotFound, "")
	})
	t.Run("last one day at least", func(t *testing.T) {
		f := mustOpen(t)
		b := mustBrand(t, f, "Alba")
		c := mustChannel(t, f, b.ID, "x", "@alba")
		got := must(t, f, func(tx *store.Tx) (*brand.Channel, error) {
			return brand.UpdateChannel(tx, c.ID, brand.ChannelPatch{Since: ptr("2026-10-01"), Until: ptr("2026-10-01"), Link: ptr("x.example/alba")})
		})
		equal(t, got.Link, "https://x.example/alba")
	})
}

func TestUndoOfAChannel(t *testing.T) {
	f := mustOpen(t)
	b := mustBrand(t, f, "Alba")
	c := mustChannel(t, f, b.ID, "instagram", "@alba")
	must(t, f, func(tx *store.Tx) (*brand.Channel, error) {
		return brand.UpdateChannel(tx, c.ID, brand.ChannelPatch{Handle: ptr("@alba.es")})
	})
	must(t, f, func(tx *store.Tx) (int, error) { return 0, brand.DeleteChannel(tx, c.ID) })
	equal(t, handles(t, f, ""), "")
	equal(t, mustUndo(t, f), "Delete channel @alba.es")
	equal(t, handles(t, f, ""), "instagram:@alba.es")
	equal(t, mustUndo(t, f), "Change channel @alba.es")
	equal(t, handles(t, f, ""), "instagram:@alba")
	equal(t, mustUndo(t, f), "Add channel @alba")
	equal(t, handles(t, f, ""), "")

	t.Run("is refused while another has the handle by now", func(t *testing.T) {
		f := mustOpen(t)
		b := mustBrand(t, f, "Alba")
		c := mustChannel(t, f, b.ID, "instagram", "@alba")
		must(t, f, func(tx *store.Tx) (int, error) { return 0, brand.DeleteChannel(tx, c.ID) })
		gone, _, err := f.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		mustChannel(t, f, b.ID, "instagram", "@alba")
		_, err = f.Undo(ctx, "Ana", gone.ID)
		refused(t, err, fault.Conflict, "")
		equal(t, handles(t, f, ""), "instagram:@alba")
	})
}

func TestMatchChannel(t *testing.T) {
	f := mustOpen(t)
	b := mustBrand(t, f, "Alba")
	ig := mustChannel(t, f, b.ID, "instagram", "@alba")
	tk := mustChannel(t, f, b.ID, "tiktok", "@alba")
	match := func(name string) (*brand.Channel, error) {
		return try(f, func(tx *store.Tx) (*brand.Channel, error) { return brand.MatchChannel(tx, b.ID, name) })
	}
	for name, want := range map[string]string{
		ig.ID: ig.ID, "instagram": ig.ID, "Instagram:alba": ig.ID, "tiktok:@Alba": tk.ID, "TikTok": tk.ID,
	} {
		got, err := match(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		equal(t, got.ID, want)
	}
	t.Run("asks which where several fit", func(t *testing.T) {
		_, err := match("alba")
		refused(t, err, fault.Invalid, "")
	})
	t.Run("says which there are where none fits", func(t *testing.T) {
		_, err := match("@brisa")
		refused(t, err, fault.NotFound, "")
	})
}
