"""A person without a mouse: everything is reached with Tab and done with keys."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

# A page with more stops than this between two things is not usable without a mouse.
MAX_TAB = 90
TAMPAK = """node => {
    const style = getComputedStyle(node);
    const label = node.labels && node.labels[0] ? getComputedStyle(node.labels[0]) : style;
    return [style, label].some((one) => (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0)
        || one.boxShadow !== "none");
}"""


def reach(page: Page, target: Locator, key: str = "Tab") -> None:
    """Tab until the target has the focus, which must then be seen."""
    expect(target).to_have_count(1)
    target.wait_for()
    for _ in range(MAX_TAB):
        if target.evaluate("node => node === document.activeElement"):
            assert target.evaluate(TAMPAK), f"fokus tidak tampak: {target}"
            return
        page.keyboard.press(key)
    raise AssertionError(f"tidak tercapai dengan {key}: {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    reach(page, target)
    page.keyboard.press(key)


def write(page: Page, target: Locator, text: str) -> None:
    """Put a text in the place of what stands in a field."""
    reach(page, target)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def choose(page: Page, group: Locator, label: str) -> None:
    """Go through the radio buttons of a group with the arrows until the wanted one is chosen."""
    wanted = group.get_by_label(label, exact=True)
    reach(page, group.locator("input:checked"))
    for _ in range(group.get_by_role("radio").count()):
        if wanted.is_checked():
            expect(wanted).to_be_focused()
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"tidak terpilih dengan panah: {label}")


def attach(page: Page, target: Locator, file: Any) -> None:
    """Open the file chooser with the keyboard; what the chooser itself does belongs to the operating system."""
    # Expected long before the key, which is faster than the browser gets ready to hand the chooser over.
    with page.expect_file_chooser() as chooser:
        press(page, target)
    chooser.value.set_files(file)


def sign_in(page: Page, name: str, password: str) -> None:
    page.goto("/masuk/")
    write(page, page.locator("[name=username]"), name)
    write(page, page.locator("[name=password]"), password)
    page.keyboard.press("Enter")
