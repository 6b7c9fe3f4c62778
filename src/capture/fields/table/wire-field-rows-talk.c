/* wire-field-rows-talk.c: fields of what is said on connections in FTP, SMTP, SSH and SMB
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/table/wire-field-rows-private.h"

/* They have no layer of their own in a frame: they are said on TCP. */
#define SAID(NAME, TYPE, BITS, TITLE) STATEFUL (NAME, TYPE, BITS, TCP, TITLE)

const WireFieldInfo wire_field_rows_talk[] = {
  SAID ("ftp", PROTOCOL, 0, N_ ("File Transfer Protocol: its commands and replies")),
  SAID ("ftp.request", BOOLEAN, 0, N_ ("It is a command")),
  SAID ("ftp.response", BOOLEAN, 0, N_ ("It is a reply")),
  SAID ("ftp.request.command", TEXT, 0, N_ ("Name of the command")),
  SAID ("ftp.request.arg", TEXT, 0, N_ ("What follows the name")),
  SAID ("ftp.response.code", UNSIGNED, 32, N_ ("Code of the reply")),
  SAID ("ftp.response.arg", TEXT, 0, N_ ("What follows the code")),

  SAID ("smtp", PROTOCOL, 0, N_ ("Simple Mail Transfer Protocol")),
  SAID ("smtp.req", BOOLEAN, 0, N_ ("It is a command")),
  SAID ("smtp.rsp", BOOLEAN, 0, N_ ("It is a reply")),
  SAID ("smtp.command_line", TEXT, 0, N_ ("The line of a command")),
  SAID ("smtp.req.command", TEXT, 0, N_ ("First four letters of the command")),
  SAID ("smtp.req.parameter", TEXT, 0, N_ ("What follows them and a space")),
  SAID ("smtp.response.code", UNSIGNED, 32, N_ ("Code of the reply")),
  SAID ("smtp.rsp.parameter", TEXT, 0, N_ ("What follows the code in a line")),

  SAID ("ssh", PROTOCOL, 0, N_ ("Secure Shell")),
  SAID ("ssh.protocol", TEXT, 0, N_ ("Version and program")),
  SAID ("ssh.direction", BOOLEAN, 0, N_ ("It is from the server")),
  SAID ("ssh.packet_length", UNSIGNED, 32, N_ ("Length of the packet, before encryption begins")),
  SAID ("ssh.padding_length", UNSIGNED, 8, N_ ("Length of its padding")),
  SAID ("ssh.message_code", UNSIGNED, 8, N_ ("Number of its message")),

  SAID ("nbss", PROTOCOL, 0, N_ ("NetBIOS session service, which carries SMB")),
  SAID ("nbss.type", UNSIGNED, 8, N_ ("Type of the message")),
  SAID ("nbss.length", UNSIGNED, 24, N_ ("Length of the message")),
  SAID ("smb", PROTOCOL, 0, N_ ("Server Message Block, version 1")),
  SAID ("smb.cmd", UNSIGNED, 8, N_ ("Command")),
  SAID ("smb.nt_status", UNSIGNED, 32, N_ ("Status, where it is one of Windows NT")),
  SAID ("smb.flags.response", BOOLEAN, 0, N_ ("It is a response")),
  SAID ("smb.tid", UNSIGNED, 16, N_ ("Tree")),
  SAID ("smb.uid", UNSIGNED, 16, N_ ("User")),
  SAID ("smb.mid", UNSIGNED, 16, N_ ("Message")),
  SAID ("smb2", PROTOCOL, 0, N_ ("Server Message Block, versions 2 and 3")),
  SAID ("smb2.cmd", UNSIGNED, 16, N_ ("Command")),
  SAID ("smb2.nt_status", UNSIGNED, 32, N_ ("Status of a response")),
  SAID ("smb2.flags", UNSIGNED, 32, N_ ("Flags")),
  SAID ("smb2.flags.response", BOOLEAN, 0, N_ ("It is a response")),
  SAID ("smb2.flags.async", BOOLEAN, 0, N_ ("It is asynchronous")),
  SAID ("smb2.flags.signature", BOOLEAN, 0, N_ ("It is signed")),
  SAID ("smb2.msg_id", UNSIGNED, 64, N_ ("Message")),
  SAID ("smb2.tid", UNSIGNED, 32, N_ ("Tree")),
  SAID ("smb2.sesid", UNSIGNED, 64, N_ ("Session")),
};

const gsize wire_field_n_rows_talk = G_N_ELEMENTS (wire_field_rows_talk);
