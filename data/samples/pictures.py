"""Small pictures drawn by arithmetic: lists of rows of (red, green, blue)."""


def draw(width, height, colour):
    return [[colour(x / width, y / height) for x in range(width)] for y in range(height)]


def blend(a, b, t):
    t = max(0.0, min(1.0, t))
    return tuple(int(p + (q - p) * t) for p, q in zip(a, b))


def clear_sky(x, y):
    """A sky without a cloud over a green hill."""
    if y > 0.78 - 0.5 * x * (1 - x):
        return blend((60, 140, 60), (30, 90, 40), y)
    return blend((60, 130, 220), (190, 220, 250), y)


def spinner(x, y):
    """Eight dots in a ring, from dark to light."""
    dx, dy = x - 0.5, y - 0.5
    for i, (cx, cy) in enumerate(((0, -4), (3, -3), (4, 0), (3, 3), (0, 4), (-3, 3), (-4, 0), (-3, -3))):
        if (dx - cx * 0.09) ** 2 + (dy - cy * 0.09) ** 2 < 0.0075:
            return (30 * i, 30 * i, 40 + 25 * i)
    return (245, 245, 248)


def badge(x, y):
    """A red disc on white: the beacon's answer."""
    d = (x - 0.5) ** 2 + (y - 0.5) ** 2
    return (200, 40, 50) if d < 0.16 else (255, 255, 255) if d > 0.2 else (120, 20, 30)


def harbour(x, y):
    """A low sun over water."""
    if y < 0.55:
        sun = (x - 0.68) ** 2 * 1.8 + (y - 0.42) ** 2
        return (255, 240, 190) if sun < 0.008 else blend((250, 150, 80), (90, 60, 130), 1 - y / 0.55)
    glint = abs(x - 0.68) < 0.03 + 0.12 * (y - 0.55) and int(y * 60) % 2 == 0
    return (255, 210, 140) if glint else blend((70, 70, 120), (15, 25, 60), (y - 0.55) / 0.45)


def mountains(x, y):
    """Two ridges, one behind the other."""
    def ridge(seed, base):
        return base - 0.22 * abs(((x * 3 + seed) % 1) - 0.5) - 0.08 * abs(((x * 7 + seed) % 1) - 0.5)
    if y > ridge(0.2, 0.85):
        return blend((50, 70, 60), (20, 35, 30), y)
    if y > ridge(0.65, 0.62):
        return blend((190, 200, 215), (100, 115, 140), (y - 0.4) * 3)
    return blend((120, 170, 230), (235, 240, 250), y * 1.6)


def tiles(x, y):
    """A chessboard whose colours turn."""
    light = (int(x * 8) + int(y * 6)) % 2
    return blend((230, 90, 60), (60, 110, 200), x) if light else blend((250, 240, 210), (210, 235, 250), y)


def chart(x, y):
    """Five bars."""
    heights = (0.35, 0.6, 0.45, 0.85, 0.7)
    bar = int(x * 5)
    inside = 0.12 < x * 5 - bar < 0.88 and y > 1 - heights[bar]
    return (50, 120 + 25 * bar, 190 - 20 * bar) if inside else (250, 250, 250)
