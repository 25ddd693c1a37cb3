import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { requireMember } from "~/features/auth/guard.server";
import { SettingsFrame } from "~/features/workspaces/components/settings-frame";
import { settingsIndex } from "~/features/workspaces/settings-index.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { role } = await requireMember(request);
  return { role, entries: settingsIndex(role) };
}

export default function SettingsLayout() {
  const { role, entries } = useLoaderData<typeof loader>();
  return (
    <SettingsFrame role={role} entries={entries}>
      <Outlet />
    </SettingsFrame>
  );
}
