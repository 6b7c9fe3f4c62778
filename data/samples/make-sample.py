#!/usr/bin/python3
"""make-sample.py OUT-DIRECTORY: writes sample.pcap and sample.json, what a reader must find in it.

A workstation, 146.176.164.91, loads a page and what belongs to it. The capture stood on the
workstation and kept nearly only what it sent: of all answers thirteen packets came through, long ones,
as network cards hand them up when they join segments. Every figure of the lab's sheet is in here; see
README.md beside this script.
"""

import collections
import hashlib
import itertools
import json
import os
import socket
import string
import struct
import sys

import encode_gif
import encode_jpeg
import encode_png
import pictures
from packets import ACK, FIN, ME, PSH, SYN, Capture, Connection, tcp_segment, udp_datagram

START = 1413453731 * 1000000 + 204511          # 2014-10-16 10:02:11 UTC
AGENT = 'Mozilla/5.0 (X11; Linux x86_64) SampleBrowser/1.0'
HOME = 'http://www.harbour.example/news/'
GALLERY = 'http://www.harbour.example/news/gallery.html'


def draw_pictures():
    return {
        'beacon.gif': encode_gif.encode(pictures.draw(64, 64, pictures.badge)),
        'clear.gif': encode_gif.encode(pictures.draw(120, 80, pictures.clear_sky)),
        'wait.gif': encode_gif.encode(pictures.draw(96, 96, pictures.spinner)),
        'harbour.jpg': encode_jpeg.encode(pictures.draw(200, 136, pictures.harbour)),
        'mountains.jpg': encode_jpeg.encode(pictures.draw(200, 136, pictures.mountains)),
        'tiles.jpg': encode_jpeg.encode(pictures.draw(160, 120, pictures.tiles)),
        'chart.png': encode_png.encode(pictures.draw(120, 90, pictures.chart)),
    }


def request(uri, host, referer=None, method='GET', extra=''):
    lines = [f'{method} {uri} HTTP/1.1', f'Host: {host}', f'User-Agent: {AGENT}', 'Accept: */*']
    if referer:
        lines.append(f'Referer: {referer}')
    return ('\r\n'.join(lines) + '\r\n' + extra + '\r\n').encode()


def response(body, kind, status='200 OK', extra=''):
    head = f'HTTP/1.1 {status}\r\nServer: SampleServer/1.0\r\nContent-Type: {kind}\r\n'
    return (head + f'Content-Length: {len(body)}\r\n{extra}\r\n').encode() + body


def chunked(body, size):
    out = b''
    for i in range(0, len(body), size):
        piece = body[i:i + size]
        out += f'{len(piece):x}\r\n'.encode() + piece + b'\r\n'
    return out + b'0\r\n\r\n'


def letters_with_sum(total):
    """Four letters or digits whose codes add up to @total."""
    alphabet = (string.ascii_letters + string.digits).encode()
    return next(t for t in itertools.product(alphabet, repeat=4) if sum(t) == total)


def filler(missing):
    """Eight letters, four 16-bit words, that add @missing to a ones' complement sum (RFC 1071)."""
    for high, low in itertools.product(range(200, 480), repeat=2):
        if (high * 256 + low) % 65535 == missing % 65535:
            pairs = zip(letters_with_sum(high), letters_with_sum(low))
            return bytes(itertools.chain.from_iterable(pairs))
    raise AssertionError('no filler')


def first_request(connection):
    """970 bytes whose segment has the sheet's checksum, 34952."""
    head = 'GET /ping?h=foxnews.com&p=foxnews.com%2F&u=8cdrxk3vmqmqcjqy&d=foxnews.com&g=16438&n=1&f=00001&z='
    tail = (f' HTTP/1.1\r\nHost: ping.chartbeat.net\r\nUser-Agent: {AGENT}\r\nAccept: image/*\r\n'
            'Referer: http://www.foxnews.com/\r\nConnection: keep-alive\r\nX-Padding: ')
    padding = 970 - len(head) - 8 - len(tail) - 4
    assert len(head) % 2 == 0                  # the filler is to stand on whole words

    def checksum_with(letters):
        data = head.encode() + letters + tail.encode() + b'p' * padding + b'\r\n\r\n'
        segment = tcp_segment(ME, connection.server, connection.port, 80, connection.seq, connection.ack,
                              PSH | ACK, connection.window, data)
        return data, struct.unpack('>H', segment[16:18])[0]

    _, empty = checksum_with(bytes(8))
    data, found = checksum_with(filler(empty - 34952))
    assert found == 34952 and len(data) == 970
    return data


def dns_name(name):
    return b''.join(bytes([len(part)]) + part.encode() for part in name.split('.')) + b'\0'


def name_lookup(capture, name, address):
    question = dns_name(name) + struct.pack('>HH', 1, 1)
    query = struct.pack('>HHHHHH', 0x1d5c, 0x0100, 1, 0, 0, 0) + question
    answer = (struct.pack('>HHHHHH', 0x1d5c, 0x8180, 1, 1, 0, 0) + question + b'\xc0\x0c'
              + struct.pack('>HHIH', 1, 1, 300, 4) + socket.inet_aton(address))
    server = '146.176.1.5'
    capture.add(ME, server, 17, udp_datagram(ME, server, 61023, 53, query), 1200)
    capture.add(server, ME, 17, udp_datagram(server, ME, 53, 61023, answer), 700)          # elsewhere: 2


def tell_the_story(capture, art):
    beacon = Connection(capture, '23.21.54.131', 53954, 846336224, 543676321)
    beacon.send(first_request(beacon), PSH | ACK, wait=0)

    page = Connection(capture, '212.58.244.68', 54100, 310556001, 92817341)
    page.send(request('/news/', 'www.harbour.example'), PSH | ACK)
    html = ('<html><head><title>Harbour news</title></head><body><img src="/static/all/img/clear.gif">'
            '<p>Fog in the morning, a clear sky at noon.</p></body></html>').encode()
    page.receive(response(html, 'text/html; charset=utf-8'), PSH | ACK)                    # elsewhere: 1
    page.acknowledge()
    name_lookup(capture, 'img.harbour.example', '23.209.213.8')

    images = Connection(capture, '23.209.213.8', 53659, 1500200300, 700100200)
    images.send(flags=SYN)
    images.receive(flags=SYN | ACK)                                                        # elsewhere: 3
    images.acknowledge()
    images.send(request('/static/all/img/clear.gif', 'img.harbour.example', HOME), PSH | ACK)
    images.send(request('/photos/harbour.jpg', 'img.harbour.example', HOME), PSH | ACK)
    images.receive(response(art['clear.gif'], 'image/gif')
                   + response(art['harbour.jpg'], 'image/jpeg'), PSH | ACK)                # elsewhere: 4
    images.acknowledge(3, 2400)
    images.send(request('/charts/week.png', 'img.harbour.example', HOME), PSH | ACK)
    chart = response(art['chart.png'], 'image/png')
    cut = len(chart) // 2
    images.receive(chart[cut:], PSH | ACK, at=images.ack + cut)                            # elsewhere: 5
    images.acknowledge()
    images.receive(chart[:cut])                                                            # elsewhere: 6
    images.ack += len(chart) - cut
    images.acknowledge(3, 12000)
    images.send(flags=FIN | ACK)

    beacon.receive(response(art['beacon.gif'], 'image/gif'), PSH | ACK)                    # elsewhere: 7
    beacon.acknowledge()

    gallery = Connection(capture, '23.209.210.242', 54261, 2200300400, 900400500)
    gallery.send(flags=SYN)
    gallery.receive(flags=SYN | ACK)                                                       # elsewhere: 8
    gallery.acknowledge()
    gallery.send(request('/i/Wait.GIF?size=96', 'cdn.harbour.example', GALLERY), PSH | ACK)
    gallery.receive(response(art['wait.gif'], 'image/gif'), PSH | ACK)                     # elsewhere: 9
    gallery.acknowledge(2, 300)
    gallery.send(request('/p/41', 'cdn.harbour.example', GALLERY), PSH | ACK)
    gallery.send(request('/p/41/mountains.jpg', 'cdn.harbour.example', GALLERY), PSH | ACK)
    gallery.receive(response(b'', 'text/html', '302 Found', 'Location: /p/41/mountains.jpg\r\n')
                    + response(art['mountains.jpg'] + b'meet at the pier', 'image/jpeg'),
                    PSH | ACK)                                                             # elsewhere: 10
    gallery.acknowledge(4, 2000)

    page.send(request('/news/gallery.html', 'www.harbour.example', HOME), PSH | ACK)
    page.send(request('/news/tiles.png', 'www.harbour.example', GALLERY), PSH | ACK)
    page.receive(response(b'<html><body>Gallery</body></html>', 'text/html')
                 + b'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n'
                 + chunked(art['tiles.jpg'], 1024), PSH | ACK)                             # elsewhere: 11
    page.acknowledge(4, 3000)

    late = Connection(capture, '23.209.213.8', 53701, 77001000, 88002000)
    late.send(request('/photos/late.jpg', 'img.harbour.example', GALLERY), PSH | ACK)
    late.send(flags=FIN | ACK, wait=30000)

    form = Connection(capture, '212.58.244.68', 54102, 410556001, 192817341)
    body = 'q=pier&lang=en'
    form.send(request('/search', 'www.harbour.example', HOME, 'POST', f'Content-Length: {len(body)}\r\n')
              + body.encode(), PSH | ACK)
    form.receive(response(b'<html><body>Nothing found</body></html>', 'text/html', '404 Not Found'),
                 PSH | ACK)                                                                # elsewhere: 12
    form.acknowledge(2)
    form.send(flags=FIN | ACK)
    form.receive(flags=ACK | FIN)                                                          # elsewhere: 13
    form.acknowledge()


def endpoints(frame):
    src, dst = socket.inet_ntoa(frame[26:30]), socket.inet_ntoa(frame[30:34])
    sport, dport = struct.unpack('>HH', frame[34:38])
    return src, sport, dst, dport


def figures(capture, art):
    flows = collections.Counter(endpoints(frame) for _, frame in capture.frames)
    top = sorted(flows.items(), key=lambda item: -item[1])[:10]     # stable: ties by first appearance
    elsewhere = [e for e in (endpoints(frame) for _, frame in capture.frames) if e[0] != ME]
    return {
        'packets': len(capture.frames),
        'bytes': sum(len(frame) for _, frame in capture.frames),
        'flows': len(flows),
        'top': [f'{a}:{p}->{b}:{q} - {n}' for (a, p, b, q), n in top],
        'not_from': [f'[+] Src: {a} --> Dst: {b}' for a, _, b, _ in elsewhere],
        'sha256': {name: hashlib.sha256(data).hexdigest() for name, data in art.items()},
    }


def main():
    folder = sys.argv[1]
    art = draw_pictures()
    capture = Capture(START)
    tell_the_story(capture, art)
    found = figures(capture, art)
    assert len(found['not_from']) == 13, len(found['not_from'])
    assert found['top'][:2] == ['146.176.164.91:53659->23.209.213.8:80 - 13',
                                '146.176.164.91:54261->23.209.210.242:80 - 11'], found['top']
    capture.write(os.path.join(folder, 'sample.pcap'))
    with open(os.path.join(folder, 'sample.json'), 'w', encoding='utf-8') as out:
        json.dump(found, out, indent=2)
        out.write('\n')


main()
