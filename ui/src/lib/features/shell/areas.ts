// The areas of the application and what opens each.
import type { Permission } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import type { IconName } from '$lib/shared/icons';

export type AreaEntry = {
  path: string;
  icon: IconName;
  name: () => string;
  /** Any one of these opens it. */
  needs: readonly Permission[];
  keys: string;
};

export const areas: readonly AreaEntry[] = [
  { path: '/calls', icon: 'calls', name: m.area_calls, needs: ['call_list'], keys: 'Ctrl+1' },
  { path: '/live', icon: 'live', name: m.area_live, needs: ['live_call_watch'], keys: 'Ctrl+8' },
  {
    path: '/practice',
    icon: 'practice',
    name: m.area_practice,
    needs: ['practice_run'],
    keys: 'Ctrl+9',
  },
  {
    path: '/appointments',
    icon: 'calendar',
    name: m.area_appointments,
    needs: ['booking_read'],
    keys: 'Alt+1',
  },
  {
    path: '/contact',
    icon: 'stop',
    name: m.area_contact,
    needs: ['suppression_read'],
    keys: 'Alt+2',
  },
  { path: '/queue', icon: 'queue', name: m.area_queue, needs: ['call_annotate'], keys: 'Ctrl+2' },
  {
    path: '/quality',
    icon: 'quality',
    name: m.area_quality,
    needs: ['score_read'],
    keys: 'Ctrl+3',
  },
  {
    path: '/import',
    icon: 'import',
    name: m.area_import,
    needs: ['call_import', 'import_read'],
    keys: 'Ctrl+4',
  },
  {
    path: '/reports',
    icon: 'reports',
    name: m.area_reports,
    needs: ['report_read'],
    keys: 'Ctrl+5',
  },
  { path: '/audit', icon: 'audit', name: m.area_audit, needs: ['audit_read'], keys: 'Ctrl+6' },
  {
    path: '/settings',
    icon: 'settings',
    name: m.area_settings,
    needs: ['self_manage'],
    keys: 'Ctrl+7',
  },
];

export const areaOf = (path: string) =>
  areas.find((area) => path === area.path || path.startsWith(`${area.path}/`));
