import { type ListShape, type ListState, writeList } from "~/platform/lists/list-model";

/** The rest of a list's state inside a form that changes some of it; the page always starts anew. */
export function HiddenState({
  shape,
  list,
  without,
}: {
  shape: ListShape;
  list: ListState;
  without: readonly string[];
}) {
  const search = new URLSearchParams(writeList(shape, { ...list, page: 1 }));
  return (
    <>
      {[...search]
        .filter(([name]) => !without.includes(name))
        .map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
    </>
  );
}
