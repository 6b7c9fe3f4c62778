# SPDX-License-Identifier: GPL-3.0-or-later
"""Display filters that people write, for check-fields.py and test-fields.py: each must let through the
packets that tshark lets through."""

FRAME = """
frame
frame.number == 1
frame.number >= 3 && frame.number <= 7
frame.number in {1, 3, 5..9}
frame.len > 100
frame.len <= 60
frame.cap_len < frame.len
frame.len == frame.cap_len
frame.time_relative < 0.5
frame.time_relative > 1
frame.time_epoch > 1000000000.5
frame.time_delta > 0.1
frame.time >= "2010-01-01 00:00:00Z"
frame.time < "2012-06-20 10:00:00Z"
frame contains "GET"
frame contains 47:45:54
frame contains 00
frame contains "\\x00\\x01"
frame matches "http/1\\\\.[01]"
frame matches "user-?agent"
frame[0:2] == 00:00
frame[12:2] == 08:00
frame[-1] == 00
frame[2-4] == 00:00:00
frame[0] > 10
frame[0:3,12:2] contains 08
len(frame) > 200
frame.marked == 0
!frame.marked
frame.ignored == False
frame.number & 1
frame.number % 2 == 1
{frame.len - 14} > 100
frame.len + 1 == 61
frame.len * 2 > 1000
frame.interface_id == 0
"""

LINK = """
eth
!eth
eth.src[0:3] == 00:11:22
eth.src[0:3] == 00:00:00
eth.src[0] & 1
eth.dst == ff:ff:ff:ff:ff:ff
eth.addr == ff-ff-ff-ff-ff-ff
eth.addr != ffff.ffff.ffff
eth.type == 0x0800
eth.type == 0x86dd
eth.type != 2048
eth.len < 1500
eth.dst.ig == 1
eth.lg == 1
eth.ig
eth.src.lg == False
eth.src == eth.dst
eth.dst contains ff:ff
eth contains 00:00:00
eth.addr in {ff:ff:ff:ff:ff:ff, 00:00:00:00:00:00}
eth.dst[0:3] == 01:00:5e
vlan
vlan.id
vlan.id == 1
vlan.id > 100
vlan.priority == 0
vlan.etype == 0x0800
llc
llc.dsap == 0x42
mpls
mpls.label > 0
mpls.ttl == 255
mpls.bottom == 1
pppoes
pppoed
pppoe.code == 9
ppp
sll
sll.pkttype == 0
sll.hatype == 1
sll.etype == 0x0800
null
wlan
radiotap
arp
arp.opcode == 1
arp.opcode == request
arp.opcode == 2 && arp.src.proto_ipv4 == 192.168.0.0/16
arp.src.hw_mac[0:3] == 00:00:00
arp.dst.proto_ipv4 == 192.168.1.1
arp.isgratuitous
arp.isgratuitous == 1
arp.hw.type == 1
arp.proto.type == 0x0800
arp.src.hw_mac == arp.dst.hw_mac
"""

NETWORK = """
ip
ipv6
ip or ipv6
ip && ipv6
not ip
!(arp or dns)
!ip && !arp
ip.version == 4
ip.hdr_len == 20
ip.hdr_len > 20
ip.dsfield != 0
ip.dsfield.dscp == 46
ip.dsfield.ecn == 1
ip.len > 1000
ip.len < 60
ip.len > 0x3e8
ip.id == 0
ip.id == 0x1234
ip.flags.df == 1
ip.flags.df == 0
ip.flags.mf == 1
ip.flags == 2
ip.flags.rb
ip.frag_offset > 0
ip.frag_offset == 0
ip.flags.mf == 1 || ip.frag_offset > 0
ip.ttl < 64
ip.ttl == 64
ip.ttl == 0x40
ip.ttl == 0100
ip.ttl in {64, 128, 255}
ip.ttl not in {64, 128}
ip.ttl & 1
ip.ttl == 1
ip.proto == 6
ip.proto == 17
ip.proto == UDP
ip.proto == "ICMP"
ip.proto > 17
ip.checksum == 0
ip.src == 192.168.1.1
ip.src != 192.168.1.1
ip.addr == 10.0.0.0/8
ip.addr == 192.168.0.0/16
ip.addr != 192.168.0.0/16
ip.addr ~= 192.168.0.0/16
!(ip.addr == 192.168.0.0/16)
ip.addr === 192.168.0.0/16
ip.addr !== 192.168.0.0/16
all ip.addr == 192.168.0.0/16
any ip.addr != 192.168.0.0/16
ip.src == 10.0.0.0/8 and ip.dst == 10.0.0.0/8
ip.src in {10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16}
ip.src in {192.168.0.0..192.168.255.255}
ip.dst == 224.0.0.0/4
ip.dst == 255.255.255.255
ip.src == ip.dst
ip.src > ip.dst
ip.src[0] == c0
ip.src[0:2] == c0:a8
ip.dst[3] == 0xff
string(ip.src) contains "192"
string(ip.src) matches "^192[.]168[.]"
ip.src_host contains "192"
ip.host matches "^10[.]"
ip contains "GET"
count(ip.addr) == 2
count(ip.addr) > 2
count(ip) > 1
ip.addr#1 == 192.168.0.0/16
ip.src#2
ip.ttl#1 == 64
ipv6.src == fe80::/10
ipv6.addr == ff02::1
ipv6.addr == 2001::/16
ipv6.dst == ff00::/8
ipv6.nxt == 58
ipv6.nxt == 6
ipv6.hlim == 255
ipv6.hlim < 64
ipv6.plen > 100
ipv6.flow != 0
ipv6.tclass == 0
ipv6.version == 6
ipv6.src[0:2] == fe:80
ipv6.addr in {ff02::1, ff02::2}
icmp
icmp.type == 8
icmp.type == 0
icmp.type == 3
icmp.type == 3 && icmp.code == 3
icmp.type in {3, 11}
icmp.code
icmp.seq > 1
icmp.ident == 1
icmp.seq_le > 256
icmp.mtu
icmp.redir_gw
icmp && tcp
icmp && udp
icmp.checksum != 0
icmp contains "abc"
icmpv6
icmpv6.type == 135
icmpv6.type == 136 or icmpv6.type == 134
icmpv6.type in {128, 129}
icmpv6.echo.sequence_number > 0
icmpv6.nd.ns.target_address == fe80::/10
icmpv6.nd.na.target_address
igmp
igmp.type == 0x16
igmp.maddr == 224.0.0.0/4
gre
gre.proto == 0x0800
esp
ah
"""

TRANSPORT = """
tcp
udp
tcp or udp
tcp and not ip
tcp && ipv6
not tcp and not udp
tcp.port == 80
tcp.port == 443
tcp.port != 80
tcp.port ~= 80
tcp.port eq 80 or udp.port eq 53
tcp.port in {80, 443, 8000..8080}
tcp.port in {80,443,8000..8080}
!(tcp.port in {80, 443})
tcp.port not in {80, 443}
tcp.dstport == 80
tcp.srcport < 1024
tcp.srcport > tcp.dstport
tcp.dstport >= 1024 and tcp.srcport >= 1024
all tcp.port > 1024
any tcp.port < 1024
tcp.srcport == tcp.dstport
max(tcp.srcport, tcp.dstport) < 1024
min(tcp.srcport, tcp.dstport) == 80
tcp.srcport + 1 == tcp.dstport
tcp.flags.syn == 1
tcp.flags.syn == 1 && tcp.flags.ack == 0
tcp.flags.syn == 1 and tcp.flags.ack == 1
tcp.flags.reset==1
tcp.flags.fin == 1 || tcp.flags.reset == 1
tcp.flags.push == True
tcp.flags.urg == 1
tcp.flags.ece == 1 or tcp.flags.cwr == 1
tcp.flags.syn
tcp.flags.syn == TRUE
tcp.flags.ack == "Set"
tcp.flags == 0x002
tcp.flags == 0x018
tcp.flags & 0x02
tcp.flags & 0x02 == 2
tcp.flags != 0x10
tcp.flags.str contains "S"
tcp.stream == 0
tcp.stream eq 1
tcp.stream > 5
tcp.stream in {0..2}
tcp.seq == 1
tcp.seq == 0
tcp.seq > 1000
tcp.ack == 1
tcp.nxtseq > 100
tcp.seq_raw > 0x7fffffff
tcp.ack_raw == 0
tcp.hdr_len == 20
tcp.hdr_len > 20
tcp.len > 0
tcp.len == 0
tcp.len >= 1000
tcp.window_size > 60000
tcp.window_size_value == 0
tcp.window_size_value < 1000
tcp.window_size_scalefactor == 128
tcp.urgent_pointer > 0
tcp.payload
tcp.payload contains 47:45:54
tcp.payload contains "HTTP"
tcp.payload matches "^GET"
tcp.payload[0:3] == "GET"
tcp.payload[0] == 16
len(tcp.payload) > 1000
tcp contains "Host:"
tcp matches "set-cookie"
tcp[13] == 02
tcp[13] & 2
tcp[0:2] == 00:50
tcp.options
tcp.option_kind == 3
tcp.option_len == 4
tcp.options.mss_val == 1460
tcp.options.mss_val < 1460
tcp.options.wscale.shift > 0
tcp.options.wscale.multiplier == 128
tcp.options.timestamp.tsval > 0
tcp.options.timestamp.tsecr == 0
tcp.options.sack_le
udp.port == 53
udp.port != 53
udp.dstport == 53
udp.srcport in {67, 68}
udp.length > 100
udp.length < 50
udp.checksum == 0
udp.stream == 0
udp.stream > 2
udp.payload contains 00:01
udp.payload[0:2] == 00:00
udp contains "google"
udp && !dns
udp.srcport < 1024 && udp.dstport < 1024
sctp
sctp.port == 80
vxlan
vxlan.vni == 100
gtp
"""

APPLICATION = """
dns
dns && tcp
dns.id == 1
dns.flags.response == 0
dns.flags.response == 1
dns.flags.rcode != 0
dns.flags.rcode == 3
dns.flags.opcode == 0
dns.flags.authoritative == 1
dns.flags.truncated == 1
dns.flags.recdesired == 1
dns.flags.recavail
dns.count.queries == 1
dns.count.answers > 1
dns.count.answers == 0 && dns.flags.response == 1
dns.count.add_rr > 0
dns.qry.name
dns.qry.name contains "google"
dns.qry.name matches "com$"
dns.qry.name == "www.google.com"
dns.qry.name.len > 20
dns.count.labels > 3
len(dns.qry.name) > 20
lower(dns.qry.name) contains "www"
dns.qry.type == 1
dns.qry.type == 28
dns.qry.type in {1, 28}
dns.qry.class == 1
dns.resp.name contains "com"
dns.resp.type == 5
dns.resp.type == 15
dns.resp.ttl < 300
dns.resp.len == 4
dns.a
dns.a == 192.168.0.0/16
dns.aaaa == 2001::/16
dns.cname contains "."
dns.ns
dns.ptr.domain_name
dns.mx.mail_exchange
dns.txt contains "v="
dns.srv.port > 0
dns.soa.mname
mdns
llmnr
http
http.request
http.response
http.request or http.response
http && !http.request
http.request.method
http.request.method == "GET"
http.request.method == GET
http.request.method == "POST"
http.request.method != "GET"
http.request.method in {"GET", "POST"}
http.request.method matches "^(get|post)$"
http.request.method[0] == 'G'
upper(http.request.method) == "GET"
http.request.uri contains ".gif"
http.request.uri matches "[.]jpe?g"
http.request.uri.path
http.request.uri.query contains "="
http.request.uri.query.parameter contains "id"
http.request.full_uri contains "http://"
http.request.full_uri matches "http://.*[.]gif.*"
http.request.method==GET && http.request.full_uri matches "http://.*[.]gif.*"
http.request.version == "HTTP/1.1"
http.response.version == "HTTP/1.0"
http.response.code == 200
http.response.code >= 400
http.response.code in {301, 302, 304}
http.response.phrase == "OK"
http.host
http.host contains "www"
http.host == "www.google.com"
len(http.host) > 15
http.user_agent
http.user_agent matches "curl"
http.user_agent contains "Mozilla"
http.referer contains "google"
http.content_type contains "text/html"
http.content_type matches "image/(gif|png|jpeg)"
http.content_length > 1000
http.content_length_header == "0"
http.content_encoding == "gzip"
http.transfer_encoding == "chunked"
http.cookie
http.set_cookie contains "="
http.cookie_pair contains "id"
http.authorization
http.authbasic
http.server contains "Apache"
http.server matches "nginx|iis"
http.location
http.connection == "close"
http.accept_encoding contains "gzip"
http.accept_language contains "en"
http.cache_control contains "no-cache"
http.date
http.last_modified
http.upgrade
http.x_forwarded_for
http.request.line contains "Accept"
http.response.line contains "Server"
http contains "html"
tcp.port == 80 && http
http && tcp.stream == 0
tls
tls.record
tls.record.content_type == 22
tls.record.content_type == 23
tls.record.content_type in {20, 21}
tls.record.version == 0x0301
tls.record.length > 1000
tls.handshake
tls.handshake.type
tls.handshake.type == 1
tls.handshake.type == 2
tls.handshake.type == 11
tls.handshake.type in {12, 14, 16}
tls.handshake.length > 500
tls.handshake.version == 0x0303
tls.handshake.extensions_server_name
tls.handshake.extensions_server_name contains "google"
tls.handshake.extensions_server_name matches "[.]com$"
tls.handshake.extensions_alpn_str == "h2"
tls.handshake.ciphersuite == 0x1301
tls.handshake.ciphersuite == 0xc02f
tls.handshake.extension.type == 0
tls.handshake.extension.len > 10
tls.handshake.extensions_length > 100
tls.handshake.session_id_length == 32
tls.handshake.session_id
tls.handshake.random[0:4] == 00:00:00:00
tls.handshake.certificate
tls.handshake.certificate_length > 1000
tls.handshake.extensions.supported_version == 0x0304
tls.handshake.extensions_supported_group == 29
tls.handshake.sig_hash_alg == 0x0401
tls.handshake.extensions_key_share_group == 29
tls.alert_message
tls.alert_message.desc == 0
tls.alert_message.level == 2
tls.change_cipher_spec
tls.app_data
dhcp
dhcp.type == 1
dhcp.option.dhcp == 1
dhcp.option.dhcp == 5
dhcp.option.hostname
dhcp.option.requested_ip_address
dhcp.option.type == 55
dhcp.hw.mac_addr
dhcp.ip.your != 0.0.0.0
dhcp.id > 0
ntp
ntp.stratum == 2
ntp.flags.mode == 3
ntp.flags.vn == 4
udp.port == 123 && !ntp
dns or http or tls
(dns or http) and not ipv6
dns and ip.src == 192.168.0.0/16 or http
tcp && http.request || udp && dns.flags.response == 0
not dns and not http and not tls and tcp.len > 0
"""


GRAMMAR = r"""
any ip.addr == 192.168.0.0/16
all ip.addr == 192.168.0.0/16
any tcp.port in {80, 443}
all tcp.port in {1024..65535}
any ip.src_host matches "^1"
all ip.addr ~= 10.0.0.0/8
any ip.ttl > 100
ip.addr ~= 10.0.0.1
ip.addr any_ne 10.0.0.1
ip.addr all_eq 10.0.0.0/8
ip.addr any_eq 10.0.0.0/8
ip.addr all_ne 10.0.0.0/8
ip.addr !== 10.0.0.0/8
tcp.port !== 80
tcp.port === 80
not tcp.port == 80
not tcp.port == 80 and ip
! tcp.port == 80
!(tcp.port == 80)
not (tcp.port == 80 or tcp.port == 443) and tcp
not not tcp
!!tcp
tcp and not udp or arp
tcp && ip || arp
eth.src[-1] == 01
eth.src[-3:] == 00:00:01
eth.src[-3:2] == 00:00
eth.src[:3] == 00:11:22
eth.src[3:] != 00:00:00
eth.src[0] == 00
eth.src[0-2] == 00:00:00
eth.src[1,3,5] contains 00
eth.src[0:2,-1] == 00:00:01
eth.dst[0:1] == ff
ip.src[0:2] == 0a:00
ip.src[-1] == 1
ip.src[-2:2] contains 01
frame[-4:] contains 00
frame[-4:2] == 00:00
frame[14] == 45
frame[14:1] == 45
frame[14-15] == 45:00
frame[12:] contains 08:00
frame[:6] == ff:ff:ff:ff:ff:ff
frame[5000] == 1
frame[5000:] contains 00
tcp[12:1] & f0 == 50
tcp[0:2] == 0050
tcp[2:2] > 00:50
udp[4:2] == 00:1a
ip[9] == 6
ip[9] == 0x06
ip[9:1] == 06
ip[16:4] == ip.dst
ip.src == ip.dst or eth.src == eth.dst
tcp.port in {80}
tcp.port in {80 , 443 , 1024 .. 2048}
tcp.port in {0..79, 81..65535}
ip.ttl in {1..10, 60..70, 255}
ip.addr in {10.0.0.0/8, 192.168.1.1}
ip.addr in {10.0.0.0..10.255.255.255}
not ip.addr in {10.0.0.0/8}
ip.addr not in {10.0.0.0/8}
eth.addr in {00:00:00:00:00:00..7f:ff:ff:ff:ff:ff}
frame.time_relative in {0..0.5}
frame.time_relative in {0.1..0.5, 1}
frame.len in {60..100}
http.request.method in {"GET", "HEAD"}
http.response.code in {200, 300..399}
ip.proto in {TCP, UDP}
dns.qry.name in {"www.google.com", "example.com"}
ip.src == 10.0.0.0/8
ip.src == 10.0.0.1/8
ip.src != 10.0.0.0/8
ip.src > 10.0.0.0
ip.src <= 127.255.255.255
ip.dst >= 224.0.0.0 && ip.dst < 240.0.0.0
ip.addr == 0.0.0.0/0
ip.addr == 127.0.0.1/32
ipv6.addr == ::/0
ipv6.addr == ::1
ipv6.src == fe80::/64
ipv6.dst == ff02::1:2
ipv6.dst[0] == ff
http.host matches "^[a-z]+[.]"
http.host matches "(?i)WWW"
http.host matches "(?-i)WWW"
http.host matches "\\d"
http.host matches "\\.com$"
http.host matches "[[:digit:]]+"
http.user_agent matches "mozilla/[0-9]\\.[0-9]"
http.user_agent matches "^(curl|wget)\\b"
http.request.uri matches r"\.(gif|jpe?g|png)$"
http.request.uri matches r"^/\w+"
http.request.uri matches "\\?"
http.request.uri ~ "gif"
http.request.uri contains "?"
http.request.uri contains "%20"
http.request.uri contains '/'
frame contains "\r\n"
frame contains "\x0d\x0a"
frame contains "\015\012"
frame contains "\"quoted\""
frame contains "Host\x3a"
frame contains r"\r\n"
frame contains 0d:0a:0d:0a
frame contains 0d0a0d0a
frame contains 0d-0a
frame contains 0d.0a
frame matches "\\x00\\x01"
frame matches "GET /[^ ]* HTTP"
tcp contains "GET "
tcp contains 47
tcp.payload contains 48:54:54:50
tcp.payload[0:4] == "HTTP"
tcp.payload[0:4] == 48:54:54:50
udp contains 00:00
tcp.flags.syn == True
tcp.flags.syn == FALSE
tcp.flags.syn == 1 && tcp.flags.ack == False
tcp.flags.syn != 0
tcp.flags.syn > 0
ip.flags.df == True
!ip.flags.df
tcp.flags.syn && !tcp.flags.ack
frame.time > "2000-01-01"
frame.time > "2000-01-01 00:00"
frame.time > "2000-01-01 00:00:00.5"
frame.time > "2010-06-01T00:00:00Z"
frame.time < "Jan 1, 2030 00:00:00"
frame.time_epoch > 946684800
frame.time_delta == 0
frame.time_delta >= 0.001
frame.time_relative == 0
frame.number == 0x10
frame.number == 0b101
frame.number == 010
frame.number == 10 + 5
frame.number % 7 == 3
frame.number * 2 == 10
frame.number / 2 == 3
frame.number - 1 == 4
{frame.number + 1} * 2 == 12
frame.number & 3 == 1
frame.len - frame.cap_len == 0
frame.len > {ip.len + 14}
ip.len + 14 == frame.len
{ip.len - ip.hdr_len - tcp.hdr_len} > 0
{ip.len - ip.hdr_len - tcp.hdr_len} == tcp.len
tcp.srcport + tcp.dstport > 60000
tcp.dstport - 1 < 1024
-tcp.len < -1000
abs(-ip.ttl) > 100
max(ip.ttl, 64) == 64
max(tcp.srcport, tcp.dstport, 50000) > 50000
len(http.request.uri) > 20
len(tcp.payload) > 100
len(ip) > 40
len(eth.src) == 6
len(frame) == frame.len
count(ip.addr) == 2
count(tcp.option_kind) > 3
count(http.request.line) > 5
lower(http.host) == "www.google.com"
upper(http.request.method) == "GET"
lower(http.server) contains "apache"
upper(http.host) matches "^WWW"
string(tcp.port) == "80"
string(frame.number) matches "[05]$"
string(ip.src) contains "192.168"
string(ip.ttl) == "64"
string(eth.src) matches "^00:"
string(tcp.flags) contains "0x"
string(ip.id) contains "0x"
string(frame.len) contains "6"
ip.src#1 == 10.0.0.0/8
ip.src#[1] == 10.0.0.0/8
ip.ttl#[-1] > 60
ip.ttl#2
ip.addr#1
ip.ttl#[1-2] == 64
ip.ttl#[1:] == 64
any ip.ttl#1 == 64
tcp.port == 0x50
tcp.srcport < tcp.dstport < 2000
ip.ttl & 0xc0
tcp.flags & 0x12 == 0x12
tcp.flags & 0x3f == 2
tcp.flags bitwise_and 0x10
eth.src & ff:00:00:00:00:00 == 00:00:00:00:00:00
http.response.code > 299 and http.response.code < 400
http.response.code == 200 && http.content_type contains "html"
http.content_length >= 1000 && http.content_length <= 100000
http.host eq "www.google.com"
http.host ne "www.google.com" and http
ip.ttl gt 64
ip.ttl ge 64 and ip.ttl le 128
ip.ttl lt 64 or ip.ttl gt 128
(((tcp)))
((tcp) && (ip)) || ((udp))
tcp   &&   ip
"""

HIDDEN = """
http
http.request
http.response
http.request.method == "GET"
http.request.method == "POST"
http.request.uri contains ".gif"
http.request.full_uri
http.request.full_uri matches "^https?://"
http.response.code == 200
http.response.code != 200
http.response.code == 101
http.host
http.user_agent matches "curl"
http.content_type contains "image"
http.content_length > 1000
http.server contains "nginx"
http.upgrade
http.sec_websocket_key
http.sec_websocket_extensions contains "deflate"
http && tcp.len > 0
http && !tls
tls && http
tls && !http && !http2
http contains "HTTP/1.1"
http or http2
tls
tls.record.content_type == 23
tls.record.opaque_type == 23
tls.app_data
tls.handshake.extensions_server_name
tls.handshake.extensions_alpn_str == "h2"
tls.handshake.type == 4
tls.handshake.type == 8
tls.handshake.type == 11
tls.handshake.type == 20
tls.handshake.type == 24
tls.handshake.type in {13, 15, 16}
tls.handshake.certificate
tls.handshake.certificate_length > 500
tls.record.content_type == 22
tls.record.content_type == 21
tls.alert_message
tls.alert_message.desc == 0
tls.alert_message.level == 2
http2
!http2
http2.stream
http2.magic
http2.type
http2.type == 0
http2.type == 1
http2.type == 4
http2.type in {3, 7}
http2.type == 5
http2.type == 8
http2.type == 9
http2.length > 100
http2.length == 0
http2.flags
http2.flags == 0x01
http2.flags & 4
http2.flags.end_stream == 1
http2.flags.end_stream == 0
http2.flags.eh == 1
http2.flags.eh == 0
http2.flags.padded == 1
http2.flags.priority == 1
http2.flags.ack.settings == 1
http2.flags.ack.settings == 0
http2.flags.ack.ping
http2.streamid == 0
http2.streamid == 1
http2.streamid > 1
http2.streamid in {3, 5, 7..11}
http2.streamid != 0
all http2.streamid > 0
http2.pad_length > 0
http2.stream_dependency
http2.headers.weight
http2.exclusive == 1
http2.data.data
http2.data.data contains "GIF"
http2.settings
http2.settings.id == 3
http2.settings.max_concurrent_streams == 100
http2.settings.initial_window_size > 65535
http2.settings.enable_push == 0
http2.settings.max_frame_size
http2.settings.header_table_size
http2.rst_stream.error
http2.rst_stream.error == 8
http2.goaway.error == 0
http2.goaway.last_stream_id > 0
http2.window_update.window_size_increment > 0
http2.push_promise.promised_stream_id
http2.header
http2.header.name
http2.header.name == "user-agent"
http2.header.name contains "content"
http2.header.value == "GET"
http2.header.value matches "^text/"
http2.headers.method
http2.headers.method == "GET"
http2.headers.method == "POST"
http2.headers.path
http2.headers.path contains ".gif"
http2.headers.path matches "[.](jpg|png)$"
http2.headers.authority
http2.headers.authority contains "example"
http2.headers.scheme == "https"
http2.headers.status
http2.headers.status == 200
http2.headers.status >= 400
http2.headers.content_type contains "image"
http2.headers.content_length > 1000
http2.headers.user_agent contains "curl"
http2.headers.server
http2.headers.date
http2.headers.last_modified
http2.headers.accept == "*/*"
http2.headers.etag
http2.headers.accept_encoding
http2.headers.cookie
http2.headers.location
http2.request.full_uri
count(http2.streamid) > 1
len(http2.headers.path) > 10
lower(http2.headers.method) == "get"
websocket
!websocket && tcp
websocket.fin == 1
websocket.fin == 0
websocket.opcode
websocket.opcode == 1
websocket.opcode == 2
websocket.opcode == 8
websocket.opcode in {9, 10}
websocket.opcode == 0
websocket.rsv == 4
websocket.mask == 1
websocket.mask == 0
websocket.masking_key
websocket.payload_length == 126
websocket.payload_length < 126
websocket.payload_length_ext_16 > 1000
websocket.payload_length_ext_64
websocket.payload
websocket.payload.text
websocket.payload.text contains "list"
websocket.payload.text matches "give me"
websocket.payload.close
websocket.payload.close.status_code == 1000
websocket.payload.close.reason
websocket.payload.ping
websocket.payload.pong
tcp.payload && websocket
"""

MORE = r"""
ip.ttl#[1-3] == 64
ip.addr#[2:] == 0.0.0.0/0
ip.src#[0] == 0.0.0.0/0
ip.ttl#[-2:2] > 1
len(http.request.uri) > 10
count(dns.a) >= 2
count(tcp.port) == 4
count(ip.ttl) > 1
count(tcp.option_kind) >= 5
count(tcp.option_kind) == 3
lower(http.host) contains "example"
upper(dns.qry.name) matches "\\.COM$"
lower(http.user_agent) matches "mozilla|curl|wget"
string(frame.number) matches "[13579]$"
string(ip.src) matches "^10\\."
string(tcp.dstport) == "80"
string(ip.dst) contains ".255"
string(ipv6.src) matches "^fe80"
string(eth.src) matches "^00"
string(udp.length) matches "^[1-9][0-9]$"
max(tcp.srcport, tcp.dstport) > 49151
min(tcp.srcport, tcp.dstport) <= 1023
max(ip.ttl) == 64
min(udp.port) == 53
abs(tcp.seq) > 100
tcp.port in {20..25, 80, 443, 8000..9000}
udp.port in {53, 67..68, 123, 5353}
ip.addr in {10.0.0.0/8, 192.168.0.0/16, 172.16.0.0/12}
ip.addr in {10.0.0.1..10.0.0.255}
ip.ttl in {1..63, 65..127}
not ip.ttl in {64, 128, 255}
ip.ttl not in {64, 128, 255}
frame.time_relative in {0.0..0.5}
http.response.code in {200..299}
http.request.method in {"GET", "POST", "HEAD"}
dns.flags.rcode in {1..5}
eth.type in {0x800, 0x86dd}
tcp.flags in {0x2, 0x12}
ip.proto in {1, 6..17}
frame.time < "2005-01-01 00:00:00"
frame.time > "2015-06-01 12:00:00.5"
frame.time >= "Jan  1, 2010 00:00:00"
frame.time_epoch > 1262304000.25
frame.time_epoch < 1262304000
frame.time_delta > 0.001
frame.time_relative >= 0.1 and frame.time_relative < 2.5
tcp.stream eq 0
tcp.stream == 1
tcp.stream >= 2
udp.stream >= 1
udp.stream in {1, 3}
tcp.stream or udp.stream
tcp.flags.syn == 1 and tcp.flags.ack == 0
tcp.flags.fin == True || tcp.flags.reset == TRUE
tcp.flags.str matches "A.*F"
tcp.len > 0 && tcp.len < 100
tcp.window_size_value < 1024
tcp.window_size > 65535
tcp.options.mss_val > 1000
tcp.options.wscale.shift >= 2
tcp.checksum == 0
tcp.ack > 1000
tcp.payload[0:3] == 47:45:54
tcp.payload[-2:] == 0d:0a
tcp.payload[0] > 0x7f
tcp.payload contains "\r\n\r\n"
tcp.payload matches "^(GET|POST) "
tcp contains "User-Agent"
udp contains 00:01:00:00
udp[4:2] == 00:20
udp[8:2]
udp.payload[2] & 0x80
ip[0] == 45
ip[8] == 40
ip[12:4] == 0a:00:00:01
ip.src[0] == 10
ip.src[0:1] == 0a
ip.dst[3] == 255
ip.src[1-2] == 00:00
ip.id > 0x1000
ip.dsfield.dscp > 0
ip.len > 500
ip.src != ip.dst
udp.srcport == udp.dstport
ip.addr != 10.0.0.1
!(ip.addr == 10.0.0.1)
ip.addr === 10.0.0.1
all tcp.port > 1023
any tcp.port > 1023
all ip.addr == 10.0.0.0/8
tcp.port ne 80
tcp.port any_ne 80
tcp.port all_eq 80
tcp.port all_ne 443
ip.ttl lt 5
not (tcp or udp)
! tcp && ! udp
tcp and not (tcp.port == 80 or tcp.port == 443)
((ip.ttl > 1))
http.host == "www.example.com"
http.host contains "."
http.host matches "^[a-z0-9.-]+(:[0-9]+)?$"
http.request.uri matches "\\.(gif|png|jpe?g)"
http.request.uri[0] == "/"
http.request.uri[0:1] == 2f
http.response.phrase contains "OK"
http.response.phrase
http.content_type contains "text"
http.content_type == "text/html"
http.content_length
http.content_length_header
http.content_length == 0
http.content_length > 100
http.transfer_encoding
http.set_cookie
http.cookie contains "="
http.referer
http.accept contains "*/*"
http.connection matches "keep-alive"
http.cache_control
http.request.line contains "Host"
http.response.line contains "Content"
http.request.method[0:3] == "GET"
http.response.code != 200
http.response.code >= 300 && http.response.code < 400
dns.qry.name == "www.example.com"
dns.qry.name contains "example"
dns.qry.name matches "^www"
dns.qry.name[0:3] == "www"
dns.qry.name.len > 10
dns.count.labels >= 3
dns.resp.ttl > 3600
dns.a == 10.0.0.0/8
dns.aaaa
dns.id == 0
dns.id > 1000
dns.flags.recdesired == 0
dns.count.auth_rr > 0
dns.length
tls.handshake.extensions_server_name contains "."
tls.record.length > 100
tls.handshake.random[0:2]
tls.alert_message.desc
arp.src.proto_ipv4 == arp.dst.proto_ipv4
arp.dst.hw_mac == 00:00:00:00:00:00
icmp.code > 0
icmp.ident
icmpv6.type in {133..137}
ipv6.dst == ff02::/16
ipv6.addr == fe80::/10
vlan.id == 100
vlan.priority > 0
frame[0:6] == ff:ff:ff:ff:ff:ff
frame contains "password"
frame matches "pass(word)?"
frame matches "(?i)user"
frame matches "\\x00\\x00\\x00"
frame.number % 3 == 0
frame.number & 4
frame.len - frame.cap_len > 0
frame.comment
{tcp.srcport + 1} == tcp.dstport
{ip.ttl * 2} == 128
ip.len - ip.hdr_len > 100
ip.ttl == 0b01000000
ip.ttl == '@'
ip.src == 10.0.0.1/24
eth.src == 00-11-22-33-44-55
eth.dst[0] & 1
eth.dst[5] == 01
eth.addr contains 00:00
eth.src contains 01
ntp.stratum == 1
ip.ttl#[2:5] == 64
ip.ttl#[:2] == 253
ip.ttl#[0-1] > 0
ip.ttl#[-1:2] == 64
udp[6:4]
udp[-2:] contains 00
ip[-1] == 01
tcp[20:2]
eth[14]
ip[20:2]
tcp[-1] == 00
dns[12:4]
ssl
ssl.handshake.type == 1
bootp
tcp.options.sack_perm
count(tcp.option_kind) > 4
"""

TALK = """
ftp
ftp.request
ftp.request == 1
ftp.response == 1
ftp.request.command == "USER"
ftp.request.command in {"RETR", "STOR", "LIST"}
ftp.request.arg contains "a"
ftp.response.code == 230
ftp.response.code >= 400
ftp.response.arg matches "^Switch"
smtp.rsp
smtp.req.command matches "^mail"
smtp.req.parameter contains "alice"
smtp.response.code == 250
smtp.rsp.parameter contains "Ok"
ssh
ssh.protocol contains "OpenSSH"
ssh.message_code == 20
ssh.direction == 1
ssh.packet_length > 100
nbss
nbss.length > 200
smb
smb.cmd == 0x72
smb2
smb2.cmd == 5
smb2.flags.response == 1
smb2.nt_status != 0
smb2.msg_id > 10
smb2.sesid > 0
dns.time
dns.time > 0.001
dns.response_to > 5
tcp.time_relative > 0.01
tcp.time_delta > 0.001
tcp.time_delta == 0
frame.protocols contains "ip:tcp"
frame.protocols matches "ip:udp"
"""

ENCRYPTED = HIDDEN.strip().splitlines()

FILTERS = [line for part in (FRAME, LINK, NETWORK, TRANSPORT, APPLICATION, GRAMMAR, MORE, TALK)
           for line in part.strip().splitlines()]
