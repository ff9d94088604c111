// Opens all that opens, and tells the width of the page and the texts that are hard to read.
const numbers = colour => colour.match(/[\d.]+/g).map(Number);

function luminance(colour) {
  const [r, g, b] = numbers(colour).slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ground(element) {
  for (let e = element; e; e = e.parentElement) {
    const box = e.tagName === 'a' && e.querySelector ? e.querySelector('rect') : null;
    const colour = box ? getComputedStyle(box).fill : getComputedStyle(e).backgroundColor;
    if (numbers(colour)[3] !== 0) {
      return colour;
    }
  }
  return 'rgb(255, 255, 255)';
}

function contrast(element) {
  const style = getComputedStyle(element);
  const ink = element instanceof element.ownerDocument.defaultView.SVGElement ? style.fill : style.color;
  const [light, dark] = [luminance(ink), luminance(ground(element))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const frame = document.querySelector('iframe');
frame.onload = () => {
  const page = frame.contentDocument;
  page.querySelectorAll('details').forEach(details => details.open = true);
  const texts = [...page.querySelectorAll('body *')]
      .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  document.body.setAttribute('data-measured', JSON.stringify({
    scheme: frame.contentWindow.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    width: page.documentElement.scrollWidth,
    faint: texts.filter(e => contrast(e) < 4.5).map(e => e.textContent),
    hidden: texts.filter(e => e.getBoundingClientRect().height === 0).length
  }));
};
