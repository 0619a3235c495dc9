"""Lines over minutes as an SVG, one panel below the other."""

WIDTH, PANEL, LEFT, TOP = 860, 110, 90, 34


def chart(title, minutes, panels, marks):
    """
    panels: (name, unit, [(minute, value)]), marks: (minute, text) drawn through all of them. Gaps in a line are minutes in which
    nobody answered.
    """
    height = TOP + len(panels) * (PANEL + 26) + 24
    x = lambda minute: LEFT + (WIDTH - LEFT - 20) * minute / max(minutes, 1e-9)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'font-family="sans-serif" font-size="12" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="18" font-size="14" font-weight="bold" fill="#1f2328">{title}</text>',
    ]
    for index, (name, unit, points) in enumerate(panels):
        top = TOP + index * (PANEL + 26) + 16
        highest = nice(max((value for _, value in points), default=1))
        y = lambda value: top + PANEL - PANEL * value / highest
        out.append(f'<text x="{LEFT}" y="{top - 5}" fill="#1f2328">{name}</text>')
        for part in (0, 0.5, 1):
            out.append(f'<line x1="{LEFT}" x2="{WIDTH - 20}" y1="{y(highest * part):.1f}" y2="{y(highest * part):.1f}" stroke="#d0d7de"/>')
            out.append(f'<text x="{LEFT - 6}" y="{y(highest * part) + 4:.1f}" text-anchor="end" fill="#59636e">{highest * part:,.0f} {unit}</text>')
        for minute, text in marks:
            color = "#cf222e" if text.startswith("gateway killed") else "#bf8700"
            out.append(f'<line x1="{x(minute):.1f}" x2="{x(minute):.1f}" y1="{top}" y2="{top + PANEL}" stroke="{color}" '
                       f'stroke-opacity="0.45" stroke-dasharray="2 3"><title>minute {minute:.0f}: {text}</title></line>')
        line = " ".join(f"{x(minute):.1f},{y(value):.1f}" for minute, value in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="#0969da" stroke-width="1.6"/>')
        out += [f'<circle cx="{x(minute):.1f}" cy="{y(value):.1f}" r="1.8" fill="#0969da"/>' for minute, value in points]
    bottom = TOP + len(panels) * (PANEL + 26) + 8
    step = 1 if minutes <= 12 else 5
    for minute in range(0, int(minutes) + 1, step):
        out.append(f'<text x="{x(minute):.1f}" y="{bottom}" text-anchor="middle" fill="#59636e">{minute}</text>')
    out.append(f'<text x="{WIDTH - 20}" y="{bottom + 14}" text-anchor="end" fill="#59636e">'
               "minutes; dashed: a fault, red where the gateway was killed</text>")
    return "\n".join(out) + "\n</svg>\n"


def nice(highest):
    size = 1
    while size * 10 <= highest:
        size *= 10
    return next(size * step for step in (1, 2, 3, 4, 5, 6, 8, 10) if size * step >= highest) or 1
