package brand_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

var ctx = context.Background()

// mustOpen opens a client's file.
func mustOpen(t *testing.T) *store.File {
	t.Helper()
	now := time.Date(2026, 10, 5, 9, 30, 0, 0, time.UTC)
	f, err := store.Open(ctx, filepath.Join(t.TempDir(), "client.db"), store.Client, func() time.Time {
		now = now.Add(time.Second)
		return now
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// try is one action and its refusal.
func try[T any](f *store.File, fn func(*store.Tx) (T, error)) (result T, err error) {
	err = f.Write(ctx, "Ana", func(tx *store.Tx) (err error) {
		result, err = fn(tx)
		return err
	})
	return result, err
}

// must is one action.
func must[T any](t *testing.T, f *store.File, fn func(*store.Tx) (T, error)) T {
	t.Helper()
	result, err := try(f, fn)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func mustBrand(t *testing.T, f *store.File, name string) *brand.Brand {
	t.Helper()
	return must(t, f, func(tx *store.Tx) (*brand.Brand, error) { return brand.Add(tx, brand.Patch{Name: &name}) })
}

func mustChannel(t *testing.T, f *store.File, brandID, platform, handle string) *brand.Channel {
	t.Helper()
	return must(t, f, func(tx *store.Tx) (*brand.Channel, error) {
		return brand.AddChannel(tx, brandID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
	})
}

// mustUndo takes back the newest action and returns its sentence.
func mustUndo(t *testing.T, f *store.File) string {
	t.Helper()
	done, err := f.Undo(ctx, "Ana", 0)
	if err != nil {
		t.Fatal(err)
	}
	return done.In("en").Text
}

func brandNames(t *testing.T, f *store.File) string {
	t.Helper()
	all := must(t, f, brand.Brands)
	if all == nil {
		t.Fatal("the list is nil")
	}
	var names []string
	for _, b := range all {
		names = append(names, b.Name)
	}
	return strings.Join(names, ", ")
}

func handles(t *testing.T, f *store.File, brandID string) string {
	t.Helper()
	all := must(t, f, func(tx *store.Tx) ([]brand.Channel, error) { return brand.Channels(tx, brandID) })
	if all == nil {
		t.Fatal("the list is nil")
	}
	var names []string
	for _, c := range all {
		names = append(names, c.Platform+":"+c.Handle)
	}
	return strings.Join(names, ", ")
}

func refused(t *testing.T, err error, code, field string) {
	t.Helper()
	f := fault.Of(err)
	if f == nil || f.Code != code || f.Field != field {
		t.Fatalf("got %v, want a refusal %s of field %q", err, code, field)
	}
	for _, language := range []string{"en", "es"} {
		if s := f.In(language); s == "" || strings.Contains(s, "%!") || strings.HasPrefix(s, "brand.") {
			t.Fatalf("the sentence in %s is %q", language, s)
		}
	}
}

func equal(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
}

func ptr[T any](v T) *T { return &v }

func TestBrands(t *testing.T) {
	t.Run("are an empty list at first", func(t *testing.T) { equal(t, brandNames(t, mustOpen(t)), "") })
	for name, test := range map[string]struct {
		field string
		patch brand.Patch
	}{
		"refuse no name":                 {"name", brand.Patch{Name: ptr("  ")}},
		"refuse a long name":             {"name", brand.Patch{Name: ptr(strings.Repeat("a", 121))}},
		"refuse a name twice":            {"name", brand.Patch{Name: ptr("ALBA")}},
		"refuse a colour by name":        {"color", brand.Patch{Name: ptr("B"), Color: ptr("teal")}},
		"refuse a short second colour":   {"color2", brand.Patch{Name: ptr("B"), Color2: ptr("#abc")}},
		"refuse a script as a website":   {"website", brand.Patch{Name: ptr("B"), Website: ptr("javascript:alert(1)")}},
		"refuse a script with slashes":   {"website", brand.Patch{Name: ptr("B"), Website: ptr("javascript://a.example/%0aalert(1)")}},
		"refuse a script that is a port": {"website", brand.Patch{Name: ptr("B"), Website: ptr("javascript:80")}},
		"refuse a file as a website":     {"website", brand.Patch{Name: ptr("B"), Website: ptr("file:///etc/passwd")}},
		"refuse data as a website":       {"website", brand.Patch{Name: ptr("B"), Website: ptr("data:text/html,hi")}},
		"refuse words as a website":      {"website", brand.Patch{Name: ptr("B"), Website: ptr("our old site")}},
		"refuse a website without host":  {"website", brand.Patch{Name: ptr("B"), Website: ptr("https:///about")}},
	} {
		t.Run(name, func(t *testing.T) {
			f := mustOpen(t)
			mustBrand(t, f, "Alba")
			_, err := try(f, func(tx *store.Tx) (*brand.Brand, error) { return brand.Add(tx, test.patch) })
			refused(t, err, fault.Invalid, test.field)
			equal(t, brandNames(t, f), "Alba")
		})
	}
	t.Run("write colours and websites in one form", func(t *testing.T) {
		f := mustOpen(t)
		for typed, want := range map[string]string{
			" alba.example ":            "https://alba.example",
			"http://alba.example/a?b=c": "http://alba.example/a?b=c",
			"alba.example:8080/shop":    "https://alba.example:8080/shop",
			"":                          "",
		} {
			b := must(t, f, func(tx *store.Tx) (*brand.Brand, error) {
				return brand.Add(tx, brand.Patch{Name: ptr("Alba " + typed), Website: &typed, Color: ptr(" #AABBCC")})
			})
			equal(t, b.Website, want)
			equal(t, b.Color, "#aabbcc")
		}
	})
	t.Run("are two of one client, each with channels of its own", func(t *testing.T) {
		f := mustOpen(t)
		one, two := mustBrand(t, f, "Alba"), mustBrand(t, f, "Brisa")
		mustChannel(t, f, one.ID, "instagram", "@alba")
		mustChannel(t, f, two.ID, "instagram", "@brisa")
		mustChannel(t, f, two.ID, "tiktok", "@brisa")
		equal(t, handles(t, f, one.ID), "instagram:@alba")
		equal(t, handles(t, f, two.ID), "instagram:@brisa, tiktok:@brisa")
		equal(t, handles(t, f, ""), "instagram:@alba, instagram:@brisa, tiktok:@brisa")
	})
	t.Run("go with their channels and come back with them", func(t *testing.T) {
		f := mustOpen(t)
		one := mustBrand(t, f, "Alba")
		mustBrand(t, f, "Brisa")
		mustChannel(t, f, one.ID, "instagram", "@alba")
		must(t, f, func(tx *store.Tx) (int, error) { return 0, brand.Delete(tx, one.ID) })
		equal(t, brandNames(t, f), "Brisa")
		equal(t, handles(t, f, ""), "")
		equal(t, mustUndo(t, f), "Delete brand Alba")
		equal(t, brandNames(t, f), "Alba, Brisa")
		equal(t, handles(t, f, ""), "instagram:@alba")
	})
	t.Run("keep the last", func(t *testing.T) {
		f := mustOpen(t)
		b := mustBrand(t, f, "Alba")
		_, err := try(f, func(tx *store.Tx) (int, error) { return 0, brand.Delete(tx, b.ID) })
		refused(t, err, fault.Conflict, "")
	})
	t.Run("are found by id, name and slug, and the only one without", func(t *testing.T) {
		f := mustOpen(t)
		b := mustBrand(t, f, "Café Alba")
		for _, name := range []string{"", b.ID, "café alba", "cafe-alba"} {
			got := must(t, f, func(tx *store.Tx) (*brand.Brand, error) { return brand.Match(tx, name) })
			equal(t, got.ID, b.ID)
		}
		mustBrand(t, f, "Brisa")
		_, err := try(f, func(tx *store.Tx) (*brand.Brand, error) { return brand.Match(tx, "") })
		refused(t, err, fault.Invalid, "")
		_, err = try(f, func(tx *store.Tx) (*brand.Brand, error) { return brand.Match(tx, "Niebla") })
		refused(t, err, fault.NotFound, "")
	})
}

func TestUndoOfABrand(t *testing.T) {
	f := mustOpen(t)
	b := mustBrand(t, f, "Alba")
	must(t, f, func(tx *store.Tx) (*brand.Brand, error) {
		return brand.Update(tx, b.ID, brand.Patch{Name: ptr("Brisa"), Sector: ptr(" Food ")})
	})
	equal(t, mustUndo(t, f), "Change brand Brisa")
	got := must(t, f, brand.Brands)[0]
	if got.Name != "Alba" || got.Sector != "" {
		t.Fatalf("got %+v", got)
	}
	equal(t, mustUndo(t, f), "Add brand Alba")
	equal(t, brandNames(t, f), "")
}
