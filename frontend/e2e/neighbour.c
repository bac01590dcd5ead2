// Another program on the same screen, as a file manager or a spreadsheet is one.
//
//   neighbour drag FILE...   a small window to drag those files from
//   neighbour copy           keeps what stdin holds on the clipboard until it is ended
//   neighbour paste          prints what is on the clipboard
//
// It says on stdout what has happened, a word a line: ready, begun, welcome (the
// window under the pointer would take the files), given, done.

#include <gtk/gtk.h>
#include <stdio.h>
#include <string.h>

static void say(const char *word) {
  puts(word);
  fflush(stdout);
}

static void welcome(GdkDragContext *context, GdkDragAction action, gpointer unused) {
  if (action != 0) say("welcome");
}

static void begun(GtkWidget *widget, GdkDragContext *context, gpointer unused) {
  g_signal_connect(context, "action-changed", G_CALLBACK(welcome), NULL);
  say("begun");
}

static void give(GtkWidget *widget, GdkDragContext *context, GtkSelectionData *data, guint info, guint time,
                 gpointer uris) {
  gtk_selection_data_set_uris(data, uris);
  say("given");
}

static void done(GtkWidget *widget, GdkDragContext *context, gpointer unused) { say("done"); }

static gboolean shown(GtkWidget *widget, GdkEvent *event, gpointer unused) {
  say("ready");
  return FALSE;
}

static int drag(int count, char **paths) {
  char **uris = g_new0(char *, count + 1);
  for (int i = 0; i < count; i++) uris[i] = g_filename_to_uri(paths[i], NULL, NULL);
  // A popup: there is no window manager to place any other.
  GtkWidget *window = gtk_window_new(GTK_WINDOW_POPUP);
  gtk_window_set_title(GTK_WINDOW(window), "Files");
  gtk_window_set_default_size(GTK_WINDOW(window), 80, 80);
  gtk_window_move(GTK_WINDOW(window), 0, 0);
  gtk_widget_add_events(window, GDK_BUTTON_PRESS_MASK | GDK_BUTTON_RELEASE_MASK | GDK_POINTER_MOTION_MASK);
  gtk_drag_source_set(window, GDK_BUTTON1_MASK, NULL, 0, GDK_ACTION_COPY);
  gtk_drag_source_add_uri_targets(window);
  g_signal_connect(window, "drag-begin", G_CALLBACK(begun), NULL);
  g_signal_connect(window, "drag-data-get", G_CALLBACK(give), uris);
  g_signal_connect(window, "drag-end", G_CALLBACK(done), NULL);
  g_signal_connect(window, "map-event", G_CALLBACK(shown), NULL);
  gtk_widget_show_all(window);
  gtk_main();
  return 0;
}

static int copy(void) {
  GString *text = g_string_new(NULL);
  for (int c; (c = getchar()) != EOF;) g_string_append_c(text, c);
  gtk_clipboard_set_text(gtk_clipboard_get(GDK_SELECTION_CLIPBOARD), text->str, text->len);
  gdk_display_sync(gdk_display_get_default());
  say("ready");
  gtk_main();
  return 0;
}

static int paste(void) {
  char *text = gtk_clipboard_wait_for_text(gtk_clipboard_get(GDK_SELECTION_CLIPBOARD));
  if (text != NULL) fputs(text, stdout);
  return text == NULL;
}

int main(int argc, char **argv) {
  if (!gtk_init_check(&argc, &argv)) return 2;
  if (argc > 2 && strcmp(argv[1], "drag") == 0) return drag(argc - 2, argv + 2);
  if (argc == 2 && strcmp(argv[1], "copy") == 0) return copy();
  if (argc == 2 && strcmp(argv[1], "paste") == 0) return paste();
  return 2;
}
