/* mail-talk.h: captures of what a client and a server said about mails, made by tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "tests/capture/capture-builder.h"

/* What one of them says at once: the server's begins with `S: `, the client's with `C: `. */
typedef const char *const *MailTalk;

/* How it is captured. */
typedef struct
{
  guint cut;  /* bytes of a segment; 0: all that is said at once */
  guint lose; /* the number of the segment that was not captured, from 1; 0: none */
  guint swap; /* likewise, of one that came after the next of its side */
} MailTalkHow;

/* A capture, and what was transferred in it. */
typedef struct
{
  CaptureBuilder *builder;
  WireCapture *capture;
  WireObjectList *list;
  guint segments;
} MailTalkHeard;

void mail_talk_hear (MailTalk talk, MailTalkHow how, MailTalkHeard *heard);
void mail_talk_heard_clear (MailTalkHeard *heard);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MailTalkHeard, mail_talk_heard_clear)

/* One line a transfer: direction, name, whether it is complete, its parent, its bytes. */
char *mail_talk_describe (const MailTalkHeard *heard);

/* Cut at every length and with neighbours exchanged, it is heard as when nothing happens. */
void mail_talk_assert_cuts (MailTalk talk);
/* With each segment lost in turn, what is complete is right. @few: so many complete ones may be
 * missing at most. */
void mail_talk_assert_losses (MailTalk talk, guint cut, guint few);
