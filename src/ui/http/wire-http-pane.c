/* wire-http-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/http/wire-http-pane.h"

#include "ui/session/wire-decryption.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-hex-view.h"
#include "capture/objects/wire-object-content.h"
#include "ui/widgets/wire-picture.h"
#include "base/wire-printable.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"
#include "ui/work/wire-owned-job.h"
#include "capture/wire-capture-body.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * WireHttpPane:
 *
 * The heads of a request and its response as they were sent, and the response's body: as a picture
 * or as text, and in hexadecimal. All is read in a worker, and no more of it than people look at.
 * Main thread only.
 */
struct _WireHttpPane
{
  AdwBin parent_instance;

  guint32 exchange;
  WireJob *reading;
  WireJob *drawing; /* a picture */
  GBytes *request_head;
  GBytes *body;

  GtkLabel *facts;
  GtkLabel *request;
  GtkLabel *response;
  GtkStack *body_stack;
  GtkLabel *body_note;
  GtkTextView *body_text;
  GtkPicture *body_picture;
  WireHexView *hex;
  GtkStack *parts;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (WireHttpPane, wire_http_pane, ADW_TYPE_BIN)

/* Of a head and of a body as text, what is shown. */
#define MAX_HEAD (64u * 1024)
#define MAX_TEXT (256u * 1024)

/* A picture is shrunk to this many pixels on its longer edge. */
#define PICTURE_EDGE 1024

typedef struct
{
  WireCapture *capture;
  WireObjectList *objects; /* NULL while they are not listed */
  guint32 exchange;
  GBytes *request; /* the rest is written by the worker before it returns, and read after */
  GBytes *response;
  GBytes *trailers;
  GBytes *body;
  char *facts;
  char *problem;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->capture);
  g_clear_pointer (&reading->objects, wire_object_list_unref);
  g_clear_pointer (&reading->request, g_bytes_unref);
  g_clear_pointer (&reading->response, g_bytes_unref);
  g_clear_pointer (&reading->body, g_bytes_unref);
  g_clear_pointer (&reading->trailers, g_bytes_unref);
  g_free (reading->facts);
  g_free (reading->problem);
  g_free (reading);
}

static GBytes *
read_head (WireCapture *capture, guint32 exchange, WireHttpKind kind)
{
  g_auto (WireBody) head = { 0 };

  if (!wire_capture_get_message_places (capture, exchange, kind, &head, NULL) || head.size == 0)
    return NULL;
  return wire_capture_read_body (capture, &head, 0, (gsize) MIN (head.size, MAX_HEAD), NULL);
}

static GBytes *
read_trailers (WireCapture *capture, guint32 exchange)
{
  g_auto (WireBody) places = { 0 };

  if (!wire_capture_get_message_trailers (capture, exchange, WIRE_HTTP_RESPONSE, &places))
    return NULL;
  return wire_capture_read_body (capture, &places, 0, (gsize) MIN (places.size, MAX_HEAD), NULL);
}

/* What heads do not say. Returns: (transfer full) (nullable) */
static char *
tell_facts (WireCapture *capture, guint32 number)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  WireHttpExchange exchange;

  if (!wire_capture_get_exchange (capture, number, &exchange))
    return NULL;
  if (exchange.stream_id)
    /* Translators: HTTP/2, and the number of one of the many streams in its connection */
    g_string_append_printf (facts, _ ("%s, stream %u of its connection"), exchange.protocol,
                            exchange.stream_id);
  if (exchange.pushed)
    g_string_append_printf (facts, ". %s", _ ("The server sent it without being asked (push)"));
  if (exchange.decrypted)
    {
      g_autofree char *decryption = wire_decryption_describe (capture, exchange.stream);

      g_string_append_printf (facts, "%s%s", facts->len ? ". " : "", decryption);
    }
  if (facts->len == 0)
    return NULL;
  return g_strdup_printf ("%s.", facts->str);
}

/* Returns: whether @object is the whole response that exchange number @exchange brought */
static gboolean
is_response (const WireObject *object, guint32 exchange)
{
  return object->exchange == exchange && object->size > 0
         && object->origin.direction == WIRE_TRANSFER_DOWNLOAD
         && object->origin.parent == WIRE_OBJECT_NONE;
}

/* The content, its coding undone, where the object is listed; otherwise the body as it was sent. */
static GBytes *
read_body (Reading *reading, WireJob *job, GError **error)
{
  g_auto (WireBody) body = { 0 };
  guint32 n = reading->objects ? wire_object_list_get_length (reading->objects) : 0;

  for (guint32 i = 0; i < n; i++)
    if (is_response (wire_object_list_get (reading->objects, i), reading->exchange))
      return wire_object_read_content (reading->objects, i, WIRE_PICTURE_MAX_BYTES,
                                       wire_job_get_cancellable (job), error);
  if (!wire_capture_get_message_places (reading->capture, reading->exchange, WIRE_HTTP_RESPONSE,
                                        NULL, &body)
      || body.size == 0)
    return NULL;
  return wire_capture_read_body (reading->capture, &body, 0, (gsize) MIN (body.size, MAX_TEXT),
                                 error);
}

static gboolean
read_work (WireJob *job, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (GError) local = NULL;

  reading->request = read_head (reading->capture, reading->exchange, WIRE_HTTP_REQUEST);
  reading->response = read_head (reading->capture, reading->exchange, WIRE_HTTP_RESPONSE);
  reading->trailers = read_trailers (reading->capture, reading->exchange);
  reading->facts = tell_facts (reading->capture, reading->exchange);
  reading->body = read_body (reading, job, &local);
  reading->problem = local ? g_strdup (local->message) : NULL;
  return !wire_job_set_error_if_cancelled (job, error);
}

/* Line by line as sent; what is no text is escaped, so that nothing can pretend to be a line. */
static char *
print_head (GBytes *head, const char *absent)
{
  gsize length;
  const char *bytes = head ? g_bytes_get_data (head, &length) : NULL;
  const char *end = bytes ? bytes + length : NULL;
  GString *text = g_string_new (NULL);

  if (!head)
    g_string_append (text, absent);
  for (const char *line = bytes; line && line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      const char *stop = newline ? newline : end;
      const char *next = newline ? newline + 1 : end;
      g_autofree char *printed = NULL;

      if (stop > line && stop[-1] == '\r')
        stop--;
      printed = wire_printable (line, (gsize) (stop - line));
      g_string_append_printf (text, "%s%s", line == bytes ? "" : "\n", printed);
      line = next;
    }
  return g_strchomp (g_string_free (text, FALSE));
}

static void
show_heads (WireHttpPane *self, const Reading *reading)
{
  g_autofree char *asked = print_head (reading->request, _ ("The request was not captured."));
  g_autofree char *answered = print_head (reading->response, _ ("No response was captured."));
  g_autofree char *trailers = reading->trailers ? print_head (reading->trailers, "") : NULL;
  /* Translators: the head of a response, then the fields that came after its body */
  g_autofree char *both =
      trailers ? g_strdup_printf (_ ("%s\n\nTrailers:\n%s"), answered, trailers) : NULL;

  gtk_label_set_text (self->request, asked);
  gtk_label_set_text (self->response, both ? both : answered);
  gtk_label_set_text (self->facts, reading->facts ? reading->facts : "");
  gtk_widget_set_visible (GTK_WIDGET (self->facts), reading->facts != NULL);
}

static void
note (WireHttpPane *self, const char *sentence)
{
  gtk_label_set_text (self->body_note, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body_note), sentence != NULL);
}

static void
drawn_cb (WireJob *job, const WirePicture *picture, GObject *owner)
{
  WireHttpPane *self = WIRE_HTTP_PANE (owner);

  if (job != self->drawing)
    return;
  g_clear_object (&self->drawing);
  if (picture)
    {
      gtk_picture_set_paintable (self->body_picture, GDK_PAINTABLE (picture->texture));
      gtk_stack_set_visible_child_name (self->body_stack, "picture");
      note (self, picture->partial ? _ ("The picture breaks off.") : NULL);
    }
  else if (wire_job_get_error (job))
    note (self, wire_job_get_error (job)->message);
}

/* Where a line is broken there is no hyphen in the body. */
static void
set_body_text (WireHttpPane *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->body_text);
  GtkTextIter start, end;

  if (!gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "as-sent"))
    gtk_text_buffer_create_tag (buffer, "as-sent", "insert-hyphens", FALSE, NULL);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, "as-sent", &start, &end);
}

/* Text is shown as far as it is text, and no further than one reads. */
static void
show_text (WireHttpPane *self)
{
  gsize length;
  const char *bytes = g_bytes_get_data (self->body, &length);
  gsize shown = MIN (length, MAX_TEXT);
  g_autofree char *text = g_utf8_make_valid (bytes, (gssize) shown);
  g_autofree char *all = wire_figure_count (length);
  g_autofree char *part = wire_figure_count (shown);
  g_autofree char *sentence = g_strdup_printf (_ ("The first %s of %s bytes."), part, all);

  for (char *c = text; *c; c++) /* a text view draws a box for each of them */
    if ((guchar) *c < 0x20 && *c != '\n' && *c != '\t' && *c != '\r')
      *c = '.';
  set_body_text (self, text);
  gtk_stack_set_visible_child_name (self->body_stack, "text");
  note (self, shown < length ? sentence : NULL);
}

static void
show_body (WireHttpPane *self, const char *problem)
{
  if (!self->body)
    {
      gtk_stack_set_visible_child_name (self->body_stack, "none");
      note (self, problem);
      wire_hex_view_set_bytes (self->hex, NULL);
      return;
    }
  wire_hex_view_set_bytes (self->hex, self->body);
  show_text (self);
  if (problem)
    note (self, problem);
  if (wire_picture_is_one (self->body))
    self->drawing = wire_picture_start (self->body, PICTURE_EDGE, drawn_cb, G_OBJECT (self));
}

static void
stop (WireHttpPane *self)
{
  if (self->reading)
    wire_job_cancel (self->reading);
  if (self->drawing)
    wire_job_cancel (self->drawing);
  g_clear_object (&self->reading);
  g_clear_object (&self->drawing);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->request_head, g_bytes_unref);
}

static void
read_cb (WireJob *job, gpointer data, GObject *owner)
{
  Reading *reading = data;
  WireHttpPane *self = WIRE_HTTP_PANE (owner);

  if (job != self->reading || wire_job_get_state (job) != WIRE_JOB_DONE)
    return;
  g_clear_object (&self->reading);
  self->body = g_steal_pointer (&reading->body);
  self->request_head = reading->request ? g_bytes_ref (reading->request) : NULL;
  show_heads (self, reading);
  show_body (self, reading->problem);
}

static void
wire_http_pane_dispose (GObject *object)
{
  stop (WIRE_HTTP_PANE (object));
  G_OBJECT_CLASS (wire_http_pane_parent_class)->dispose (object);
}

static void
wire_http_pane_class_init (WireHttpPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_http_pane_dispose;

  g_type_ensure (WIRE_TYPE_HEX_VIEW);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/http/wire-http-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WireHttpPane, facts);
  gtk_widget_class_bind_template_child (widget_class, WireHttpPane, request);
  gtk_widget_class_bind_template_child (widget_class, WireHttpPane, response);
  gtk_widget_class_bind_template_child (widget_class, WireHttpPane, body_stack);
  gtk_widget_class_bind_template_child (widget_class, WireHttpPane, body_note);
  gtk_widget_class_bind_template_child (widget_class, WireHttpPane, body_text);
  gtk_widget_class_bind_template_child (widget_class, WireHttpPane, body_picture);
  gtk_widget_class_bind_template_child (widget_class, WireHttpPane, hex);
  gtk_widget_class_bind_template_child (widget_class, WireHttpPane, parts);
  gtk_widget_class_bind_template_child (widget_class, WireHttpPane, stack);
}

static void
wire_http_pane_init (WireHttpPane *self)
{
  self->exchange = WIRE_HTTP_PANE_NOTHING;
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_view_memory_attach (self->parts, "visible-child-name", "http-part");
}

/**
 * wire_http_pane_show:
 * @capture: (nullable): whose exchange
 * @objects: (nullable): its objects, once they are listed; bodies are decoded with their help
 * @exchange: its number, or %WIRE_HTTP_PANE_NOTHING
 */
void
wire_http_pane_show (WireHttpPane *self,
                     WireCapture *capture,
                     WireObjectList *objects,
                     guint32 exchange)
{
  Reading *reading;

  g_return_if_fail (WIRE_IS_HTTP_PANE (self));

  if (self->exchange == exchange)
    return;
  stop (self);
  self->exchange = exchange;
  gtk_stack_set_visible_child_name (self->stack,
                                    exchange == WIRE_HTTP_PANE_NOTHING ? "nothing" : "exchange");
  if (exchange == WIRE_HTTP_PANE_NOTHING || !capture)
    return;
  reading = g_new0 (Reading, 1);
  reading->capture = g_object_ref (capture);
  reading->objects = objects ? wire_object_list_ref (objects) : NULL;
  reading->exchange = exchange;
  self->reading = wire_owned_job_start (_ ("Reading the response"), read_work, reading,
                                        reading_free, read_cb, G_OBJECT (self));
}

/** Returns: (transfer none) (nullable): the response's body, decoded, once it was read */
GBytes *
wire_http_pane_get_body (WireHttpPane *self)
{
  g_return_val_if_fail (WIRE_IS_HTTP_PANE (self), NULL);
  return self->body;
}

/** Returns: (transfer none) (nullable): the request's head as sent, once it was read */
GBytes *
wire_http_pane_get_request_head (WireHttpPane *self)
{
  g_return_val_if_fail (WIRE_IS_HTTP_PANE (self), NULL);
  return self->request_head;
}
