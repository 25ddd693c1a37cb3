import { type RefObject, useEffect, useRef } from "react";

type ZoomBy = (ratio: number, at: { x: number; y: number }) => void;

const WHEEL_SPEED = 0.004;
const MAX_WHEEL_STEP = 60;

/** Two fingers on glass, a pinch on a trackpad or ctrl + wheel. One finger keeps scrolling as the browser does it. */
export function usePinch(scroller: RefObject<HTMLElement | null>, zoomBy: ZoomBy) {
  const latest = useRef(zoomBy);
  latest.current = zoomBy;
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const within = (x: number, y: number) => {
      const box = element.getBoundingClientRect();
      return { x: x - box.left, y: y - box.top };
    };
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const delta = Math.max(-MAX_WHEEL_STEP, Math.min(MAX_WHEEL_STEP, event.deltaY));
      latest.current(Math.exp(-delta * WHEEL_SPEED), within(event.clientX, event.clientY));
    };
    let spread = 0;
    const onTouch = (event: TouchEvent) => {
      const [one, two] = event.touches;
      if (!one || !two) {
        spread = 0;
        return;
      }
      if (event.cancelable) event.preventDefault();
      const now = Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
      const middle = within((one.clientX + two.clientX) / 2, (one.clientY + two.clientY) / 2);
      if (spread > 0 && now > 0) latest.current(now / spread, middle);
      spread = now;
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    element.addEventListener("touchstart", onTouch, { passive: false });
    element.addEventListener("touchmove", onTouch, { passive: false });
    element.addEventListener("touchend", onTouch);
    return () => {
      element.removeEventListener("wheel", onWheel);
      element.removeEventListener("touchstart", onTouch);
      element.removeEventListener("touchmove", onTouch);
      element.removeEventListener("touchend", onTouch);
    };
  }, [scroller]);
}
